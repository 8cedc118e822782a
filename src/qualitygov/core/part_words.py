"""What the parts of results are called (结果各项名称), where a class does not say it itself.

In English a part is called by its own name. A class with a part of another meaning names it in its
`labels`, or here as ``Class.part``.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitygov.text import Text

_ZH = """
acceptance 验收结论 | accepted_on 验收日期 | accident 事故 | acknowledged_on 签收日期
adopted 制度文件 | again 期满复查日期 | against 不利情形 | amount 金额 | announced_on 公告日期
application 申报 | applied_on 申请日期 | apply_by 申请期限 | area 片区 | as_of 评价时点
assessed 可评价 | assistants 质量协管员
at 所在批次 | basis 依据 | batch 批次
batches 批次数 | before 上年同期 | begun_on 开始日期 | bonus 加分项
by 期限 | by_item 分项 | campaigns 宣传活动次数 | carried_out_on 实施日期
case 案件 | categories 各类目得分 | change 变化 | changed_on 变动日期
changes 变动 | changes_on 变动日期 | checklist 清单 | clause 条款
closing 建议关闭所依日期 | code 代码 | commitment 名单摘要 | committed 抽取名单
completed_on 完工日期 | concentration 浓度 | concluded 已有结论数 | conclusion 结论
condition 条件 | core 核心技术专利数 | corrections 补报 | count 总数 | covered 已覆盖
covers 并入的记录 | cured 已整改到位 | depth 层级
direction 方向 | disputed 异议中 | done_on 办结日期 | drawn 抽中
draws 抽取结果 | drilled_on 演练日期 | due 期限 | due_on 应办日期
duty 应办事项 | effects 措施 | eligibility 资格审查 | ended 已结束
enterprise 企业 | equipment 特种设备 | every 周期 | exact 精确值 | exceeding 超标项目
excess 多报行数 | excusal 不予追究的原因 | excused 免予考核 | failed 不合格 | fallen 占比下降企业
fields 公示事项 | final_on 结论生效日期 | finality 终局情况 | first 起始日
first_outcome 首次验收结果 | first_time 一次验收合格 | for_period 所属期 | foreign 其他制度 | found 认定
gap 空缺 | gaps 缺口 | good 合格 | grade 等级
granted 授权数 | head 经费科目 | held 已考核次数 | high_risk 高风险
hours 学时 | how 方式 | id 编号 | in_doubt 存疑 | incomplete 未闭环任务 | instrument 计量器具
investigate_by 调查期限 | item 指标项 | investigation_late 调查逾期 | kind 类别 | label 名称
laboratory 检测机构 | lacking 缺少 | lacks 缺少 | last 截止日
last_visit 上次检查 | led 主导数 | letter 责任书 | level 级别
limit 限额 | lines 明细 | listed_until 列入期满日 | lower 下限
made_good_on 补办日期 | measured 测量值 | media 媒体 | members 成员数 | met 达标
missed 未达标 | most 上限值 | missing 缺少 | name 名称 | named 所指批次
need 检测需求 | needed 所需样本数 | newer 新版标准 | next_due 下次期限 | not_assessable 不可评价企业
notice 风险提示 | objection_until 异议期限
objections_until 异议期限 | of_year 所属年度 | offers 可承检机构 | on 日期
op 比较方式 | open 待定 | order_by 下达整改期限 | outcome 结论
outside 外部单位 | overdue 逾期 | overdue_since 逾期起始日 | owner 数据责任单位 | participants 参与人次
party 责任方 | passed 合格 | path 位置 | peers 横向比较
percent 完成百分比 | period 期间 | person_hours 人学时 | plan 预案
points 分值 | pollutant 污染物 | post 岗位 | present 已具备
proof 样本证明程度 | publish_by 公示期限 | published_on 公示日期 | quality 质量领域
quota 抽检任务 | rank 名次 | rate 比率 | reached 覆盖人数
readiness 验收结论 | ready 可出报告日期 | reason 理由 | reasons 理由
recheck_by 复查期限 | record_id 记录 | rectification_overdue 整改逾期
rectified_on 整改完成日期 | rectify_by 整改期限 | ref 对象 | refused 退回
remedy 补救方式 | reopened_on 重新受理日期 | removed_on 消除日期 | repeated 重复认定 | report 报告情况
required 要求学时 | risk 风险类别 | role 岗位 | round 轮次
rounds 整改轮次 | same_town 同乡镇 | score 得分
screening 筛查结果 | second_after 二次复查起始日 | second_by 二次复查期限 | seed 随机种子
sent 选派结果 | sessions 培训次数 | settled_on 追责完成日期 | settles_on 确定日期 | settles_by 最迟确定日期
short 人员不足的单位 | shortfalls 不合格原因 | since 起始日 | source 出处
spending 研发投入 | stage 环节 | standard 采用标准 | standing 办理情形
stands_since 中止自 | stands_until 中止至 | start 起点批次 | state 状态
statuses 各项任务 | steps 各批次 | supervised_until 重点监管至
subject 主体 | system 制度 | table 报表 | targets 目标数 | task 任务
text 说明 | threshold 门槛值 | too_long 缺失时段 | took_part 参与数
town 乡镇 | trained 已培训 | under 并入记录 | under_appeal 申诉中
unit 单位 | unit_by 单位报告期限 | unowned 无责任人的任务 | until 截止日
unsigned 规则未核实 | unverified 规则未核实项目 | up 占比提高 | upper 上限 | upward 逐级上报
upward_by 上报期限 | use 用量 | valid_to 有效期至 | valid_until 有效期至 | value 数值 | verdict 判定
via 上一批次 | visits 检查 | weight 影响 | what 事项
withdraw_by 撤下期限 | within 未超限额 | without 未配备企业 | without_owner 无责任单位的目标 | worst 决定性项目
year 年度
"""

_EN = {
    "by": "due by",
    "first": "from",
    "last": "to",
    "ref": "for",
    "what": "matter",
    "found": "class",
}

OWN: Mapping[str, Text] = {
    "AccidentReport.unit": Text("单位报告", "unit's report"),
    "AccidentReport.upward": Text("逐级上报", "report upward"),
    "AccidentState.found": Text("事故等级", "class"),
    "AccidentClass.name": Text("等级", "class"),
    "Breakdown.without_owner": Text("无责任单位的目标", "targets without an owner"),
    "Breakdown.unowned": Text("无责任人的任务", "tasks that nobody owns"),
    "Deed.by": Text("履职方", "done by"),
    "Dispatch.short": Text("人员不足的单位", "units for which too few are left"),
    "Ids.against": Text("计为未达标", "against"),
    "LaboratoryOffer.rank": Text("推荐次序", "rank"),
    "LetterResult.statuses": Text("各项任务", "tasks"),
    "OfficerCoverage.rate": Text("覆盖率", "coverage"),
    "PostYear.due": Text("应考核", "due"),
    "QualityAnalysis.last": Text("本期", "last period"),
    "QualityAnalysis.before": Text("上年同期", "the same part of the year before"),
    "QualityAnalysis.changes": Text("各乡镇变化", "changes by town"),
    "ResearchYear.before": Text("上年投入", "the year before"),
    "BudgetTrend.before": Text("上年金额", "the year before"),
    "ReturnState.short": Text("少报行数", "rows missing"),
    "ReturnState.excess": Text("多报行数", "rows more than stated"),
    "ReturnState.refused": Text("退回行数", "rows refused"),
    "ReturnState.lacking": Text("未报期间", "periods not reported"),
    "Match.refused": Text("不能承检机构", "laboratories that cannot"),
    "SampleState.lacking": Text("缺测项目", "items not measured"),
    "TableReturns.due": Text("应报", "due"),
    "TableReturns.done": Text("按期", "in time"),
    "TableReturns.late": Text("逾期", "late"),
    "TableReturns.missing": Text("未报", "missing"),
    "VerificationState.due": Text("检定期限", "due"),
    "Ower.excused": Text("免予办理", "excused"),
    "Stage.what": Text("环节", "step"),
    "WaterClass.value": Text("类别", "class"),
    "Exposure.failed": Text("其中不合格数", "of which failed"),
}
"""Parts whose name means something else in one class."""

LITERALS: Mapping[str, Text] = {
    "threshold": Text("阈值", "a threshold"),
    "every-period": Text("逐期达标", "held in every period"),
    "rank": Text("名次", "a rank"),
    "trend": Text("趋势", "a trend"),
    "faster": Text("快于全县", "faster than the county"),
    "checklist": Text("清单", "a checklist"),
    "at-least": Text("不低于", "at least"),
    "at-most": Text("不高于", "at most"),
    "equal": Text("等于", "equal to"),
}
"""Fixed choices that results hold as plain words."""


def _common() -> dict[str, Text]:
    words: dict[str, Text] = {}
    for entry in _ZH.replace("\n", "|").split("|"):
        name, _, zh = entry.strip().partition(" ")
        if name:
            words[name] = Text(zh, _EN.get(name, name.replace("_", " ")))
    return words


COMMON: Mapping[str, Text] = _common()
"""What a part is called, by its name."""
