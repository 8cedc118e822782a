"""A case of the example for each kind of document: whom, number, day, and what the document says."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Case:
    kind: str
    unit: str | None = None
    number: str = "示质强办〔2017〕12号"
    day: str = "2017-03-06"
    says: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def options(self):
        asked = ["--document", self.kind, "--number", self.number, "--date", self.day]
        return asked if self.unit is None else [*asked, "--unit", self.unit]


REMEDY = "60日"
CASES = (
    Case(
        kind="circular",
        says=(
            *("示范县2016年度", "东山镇", "90.961", "新河镇被一票否决", "2017年4月6日", "申请复核"),
            "石桥镇：国土绿化覆盖率居全县前列，理由：复垦用地尚未核定",
            "示范县质量强县办公室2016年11月15日批准（示质强办〔2016〕21号），予以采用。",
        ),
        blank=("机关名称", "主送单位"),
    ),
    Case(
        kind="credit-notice",
        unit="913302991000016920",
        says=(
            "清溪绿源明珠餐饮有限公司",
            "74分",
            "等级为C",
            "镇质〔2015〕869号",
            "截至2016年12月31日",
            "2017年3月1日：73分",
            "2017年10月21日：83分，等级B（无证生产、销售由-20分变为-10分）",
            "无证生产、销售（2015年10月20日成立）",
            REMEDY,
        ),
        blank=("机关名称", "复议机关", "管辖法院", "联系人", "联系电话", "联系地址"),
    ),
    Case(
        kind="credit-notice",
        unit="91330299100006039H",
        says=(
            "等级为D",
            "已列入质量诚信黑名单（案件编号：B003）：2016年4月17日列入，期限至2021年4月17日",
            "2017年4月18日起可以申请信用修复",
            "等级按名单确定",
        ),
    ),
    Case(
        kind="credit-notice",
        unit="91330299100014645H",
        says=(
            "检查发现问题入档，检〔2015〕15号（2015年12月8日），拟入档、尚未确认，现不计分",
            "确认后-2.5分，等级A",
        ),
    ),
    Case(
        kind="correction-notice",
        unit="913302991001267199",
        number="改〔2016〕4号",
        day="2016-11-22",
        says=(
            "标签标识",
            "2016年12月22日以前（含当日）",
            REMEDY,
            "6个月",
        ),
        blank=("违法事实及证据", "改正要求", "依据"),
    ),
    Case(
        kind="rectification-order",
        unit="913302991000985783",
        says=("电线电缆", "杂质含量", "0.134mg/kg", "≤0.100mg/kg", "检〔2016〕S01532", "第十七条"),
        blank=("检验机构",),
    ),
    Case(
        kind="rectification-order",
        unit="91330299100093048F",
        says=("对虾", "2014年7月9日送达"),
        blank=("依据",),
    ),
    Case(
        kind="listing-notice",
        unit="91330299100001836H",
        says=(
            "三年内三次同类抽查不合格",
            "检S80000",
            "检S80002",
            "根据厦质监〔2013〕130号第四条第（一）项的规定，本机关拟将",
            "60个月",
            "5日内",
            "听证",
        ),
        blank=("案件编号",),
    ),
    Case(
        kind="listing-notice",
        unit="913302991001094253",
        number="示市监列告〔2016〕7号",
        day="2016-11-30",
        says=("B007", "县市场监督管理局", "一年内两次立案", "厦质监〔2013〕130号第四条"),
        blank=("违法失信事实及证据",),
    ),
    Case(
        kind="penalty-notice",
        unit="93330299100134209Y",
        number="示市监罚告〔2017〕8号",
        says=(
            "伪造检验报告一案（案件编号：立〔2016〕088）的调查已于2017年2月15日终结",
            "《中华人民共和国产品质量法》第五十七条",
            "罚款50000元",
            "陈述和申辩",
            "举行听证",
            "在本机关作出行政处罚决定之前",
        ),
        blank=("证据", "裁量理由"),
    ),
    Case(
        kind="listing-decision",
        unit="913302991001094253",
        says=("B007", "2022年3月6日", "列为重点监管对象", "满12个月", "书面告知", REMEDY, "6个月"),
    ),
    Case(
        kind="repair-decision",
        unit="91330299100057274F",
        number="示市监修〔2015〕1号",
        day="2015-05-23",
        says=("B004", "准予信用修复", "2014年4月26日", "已主动消除危害后果", "2015年5月12日受理"),
        blank=("修复依据",),
    ),
    Case(
        kind="talk-notice",
        unit="白沙镇",
        says=("白沙镇", "红色预警", "排名末位", "《意见》3.1.3.d项", "有权陈述意见", "申请复核"),
        blank=("约谈时间", "约谈地点", "约谈人"),
    ),
)
