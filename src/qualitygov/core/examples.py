"""Examples of values (示例值), for those who see a schema or a table of fields for the first time.

Each is plain data as a document holds it. A text is found by its field's name.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    name: value.strip()
    for line in """
id = 2016-001
document = 县质监〔2016〕12号
source_document = 县市监罚字〔2016〕12号
notice = 2016年第3号公告
authority = 县市场监督管理局
department = 县市场监督管理局
decided_by = 县市场监督管理局
approved_by = 县质量强镇办公室
registered_by = 县市场监督管理局
consent_by = 市市场监督管理局
judged_grave_by = 案件审理委员会
owner = county bureau
name = 甲县清泉食品有限公司
sampled_name = 甲县便民超市
maker_name = 甲县清泉食品有限公司
importer_name = 丙市进出口有限公司
commissioner_name = 丙市商贸有限公司
former_names = 甲县清泉食品厂
alias = 清泉食品
matter = 清泉食品标签案
reason = 标签与配料不符
removal_reason = 期满移出
ground = 一年内三次受到行政处罚
legal_basis = 产品质量法第四十九条
source = 县质强办〔2016〕9号
category = 白酒
product = 白酒
item = 甲醇
items = 氨氮
batch = 20160512
severity = general
kind = penalty
list_kind = local
level = county
published_level = 良
published_primary = PM2.5
grade = A
topic = 农村食品安全
title = 低温灌装工艺
field = 食品加工
number = GB/T 19001-2016
standards = GB 2757-2012
method = GB 5009.225-2016
patents = ZL201610012345.6
station = 清溪断面
site = 清溪断面
zone = 二类区
laboratory = 县食品检验中心
legal_representative = 张三
person = 张三
person_in_charge = 张三
operator = 张三
filed_by = 张三
reviewer = 张三
assistant = XG-001
answers = XG-001
area = PQ-01
project = GC-2016-01
part = 主体结构
sample = CY-2016-001
record = R-2016-001
screening = PC-2016-01
case_name = 清泉食品标签案
facts = 标签标示的酒精度与检验结果不符
measure = 责令改正
measures = 双人值守，每周检查
address = 甲县城关镇中山路1号
sampled_address = 甲县城关镇中山路2号
maker_address = 甲县城关镇中山路1号
brand = 清泉
specification = 500mL/瓶
shelf_life = 12个月
food_class = 白酒
limit_note = GB 2757-2012
limit_unit = g/L
result_note = 未检出
remarks = 委托加工
more_remarks = 复检维持原结论
programme = 2016年县级监督抽检
period = 2016-Q1
ref = 2016-001
table = samples
target = food-pass-rate
indicator = food-pass-rate
goal = 食品抽检合格率达到98%
state = 已完成
condition = 近三年无质量安全事故
risk = fire
gaps = 应急物资不足
seed_event = 2016年5月12日双色球开奖号码
digest = 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
event = 停用
beneficiary = 骨干企业
scope = 白酒生产
minutes = 县长办公会议纪要〔2016〕5号
permit = 91330299MA2837B62L001P
channel = 县电视台
limit = energy
trade = 餐饮业
system = incoming-inspection
proposed_by = sample-failed
post = 质量负责人
unit = mg/kg
zh = 清泉食品
en = Qingquan Food
""".strip().splitlines()
    for name, _, value in [line.partition(" = ")]
}
"""A text for each name of a field; names and numbers of documents are made up."""
