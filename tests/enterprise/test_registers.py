"""The market register as offices write it: status, types, names, capital, licences, other names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from enterprise_views import view_of
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core import cells
from qualitygov.core.kinds import kind_of
from qualitygov.enterprise import (
    Enterprise,
    Licence,
    LicenceStatus,
    RegistrationStatus,
    UnitAlias,
    UnitKind,
    read_company_type,
)
from qualitygov.enterprise.unit.company_types import PUBLISHED
from qualitygov.enterprise.unit.licences import holding, shows
from qualitygov.enterprise.unit.rows import license_holders
from qualitygov.errors import FieldError
from qualitygov.interchange import read_table
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context

pytestmark = pytest.mark.clause("3.2.2.a", "3.2.2.d")
CODE, TOWN = "91330299MA2837B62L", "330299101"
DAY, ONE = date(2016, 5, 1), timedelta(days=1)
CONTEXT = Context(load_rulebook("strong-town"), as_of=DAY)
S, K = RegistrationStatus, UnitKind


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("存续", S.IN_OPERATION),
        ("在业", S.IN_OPERATION),
        ("开业", S.IN_OPERATION),
        ("存续（在营、开业、在册）", S.IN_OPERATION),
        ("存续(在营、开业、在册)", S.IN_OPERATION),
        ("吊销", S.REVOKED),
        ("吊销，未注销", S.REVOKED),
        ("吊销,未注销", S.REVOKED),
        ("吊销，已注销", S.DEREGISTERED),
        ("吊销且已注销", S.DEREGISTERED),
        (" 注 销 ", S.DEREGISTERED),
        ("迁出", S.MOVED_OUT),
        ("歇业", S.SUSPENDED),
        ("in-operation", S.IN_OPERATION),
    ],
)
def test_words_of_the_register_for_the_status(cell, status):
    assert kind_of(RegistrationStatus).parse(cells.labels(RegistrationStatus)(cell)) is status


def test_an_unknown_word_names_the_near_ones():
    with pytest.raises(FieldError) as raised:
        kind_of(RegistrationStatus).parse("吊消")
    assert raised.value.code == "field.word"
    assert raised.value.text.zh == "没有此词；是否为 吊销"
    assert "revoked (吊销)" in raised.value.text.en


@pytest.mark.parametrize(
    ("cell", "kind", "branch"),
    [
        ("个体工商户", K.INDIVIDUAL, False),
        ("个体工商户（家庭经营）", K.INDIVIDUAL, False),
        ("有限责任公司（自然人投资或控股）", K.ENTERPRISE, False),
        ("有限责任公司（自然人独资）", K.ENTERPRISE, False),
        ("个人独资企业", K.ENTERPRISE, False),
        ("有限责任公司分公司（自然人投资或控股）", K.ENTERPRISE, True),
        ("普通合伙企业", K.ENTERPRISE, False),
        ("集体所有制", K.ENTERPRISE, False),
        ("股份合作制", K.ENTERPRISE, False),
        ("农民专业合作社", K.COOPERATIVE, False),
        ("有限责任公司（台港澳法人独资）", K.ENTERPRISE, False),
        ("农村集体经济组织", K.COLLECTIVE, False),
        ("事业单位", K.INSTITUTION, False),
        ("民办非企业单位", K.ASSOCIATION, False),
        ("企业", K.ENTERPRISE, False),
        ("enterprise", K.ENTERPRISE, False),
    ],
)
def test_types_of_enterprise_are_kinds_and_branches(cell, kind, branch):
    found = read_company_type(cell)
    assert (found.kind, found.branch, found.person) == (kind, branch, False)


def test_every_published_type_is_known_and_a_branch_says_so():
    assert len(PUBLISHED) >= 26
    for name in PUBLISHED:
        found = read_company_type(name)
        assert found.kind is not None
        branch = any(word in name for word in ("分公司", "分支机构", "代表机构"))
        assert found.branch == branch, name


@pytest.mark.parametrize("cell", ["自然人", " 自然人 ", "自然人（个人）"])
def test_a_natural_person_is_no_unit(cell):
    assert read_company_type(cell).person


def test_an_unknown_type_is_an_error_with_near_words():
    with pytest.raises(FieldError, match="个体工商户"):
        read_company_type("个休工商互")
    with pytest.raises(FieldError):
        read_company_type("")


@pytest.mark.parametrize(
    "cell",
    [
        "非企业", "不是企业", "企业？", "企业?", "疑似企业", "有限责任公司（已吊销）", "个体工商户（已注销）",
        "有限公司X", "有限责任公司(筹建)", "原有限责任公司", "非公司", "已破产企业", "未知企业",
    ],
)  # fmt: skip
def test_a_word_that_denies_or_doubts_a_type_or_says_a_state_is_none(cell):
    with pytest.raises(FieldError):
        read_company_type(cell)


@pytest.mark.parametrize(
    "cell", ["非公司私营企业", "非公司外商投资企业", "股份有限公司(A股)", "民办非企业单位"]
)
def test_a_type_that_says_what_it_is_besides_what_it_is_not_is_one(cell):
    assert read_company_type(cell).kind is not None


def test_a_register_with_the_headers_and_words_of_offices_is_read(tmp_path):
    path = tmp_path / "enterprises.csv"
    path.write_text(
        "uni_social_crd_cd,comp_nm,opt_strict,comp_type,reg_state,reg_capt,indv_code,opt_from,"
        "opt_to,reg_org,住所,曾用名\n"
        f"{CODE},甲厂,{TOWN},集体所有制,吊销，未注销,500000.0,Ｃ１３１２,2004-3-1,9999-9-9,县局,"
        "东路1号,老甲厂；甲一厂\n"
        f"330298344947287,乙店,{TOWN},个体工商户,在业,,,,,,,\n",
        encoding="utf-8",
    )
    reading = read_table(path, Enterprise)
    assert (reading.refused, reading.file_errors) == ((), ())
    first, second = reading.rows
    assert (first.kind, first.status, first.industry) == (K.ENTERPRISE, S.REVOKED, "C1312")
    assert (first.registered_capital, first.registered_by) == (Decimal(500000), "县局")
    assert (first.operates_from, first.operates_until) == (date(2004, 3, 1), None)
    assert (first.address, first.former_names) == ("东路1号", ("老甲厂", "甲一厂"))
    assert (second.code, second.former_names, second.branch) == ("reg:330298344947287", (), False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"registration_number": "33029834494728"},
        {"masked_code": "9233 0L41"},
        {"foreign_id": "香港1"},
        {"registered_capital": Decimal(-1)},
        {"industry": "C5245"},
        {"kind": "公司"},
        {"status": "在"},
    ],
)
def test_fields_refuse_what_they_do_not_hold(wrong):
    one = Enterprise(code=CODE, name="甲厂", town=TOWN)
    with pytest.raises(FieldError):
        attrs.evolve(one, **wrong)


def licence(name="食品生产许可证", scope="糕点；饼干", **more):
    fields = {"id": "SC1", "holder": CODE, "valid_from": DAY - ONE, "known_on": DAY - ONE, **more}
    return Licence(name=name, scope=scope, **fields)


def test_a_licence_is_valid_between_its_days_unless_it_ended():
    one = licence(valid_until=DAY + ONE)
    assert [one.valid_on(DAY + n * ONE) for n in (-2, -1, 1, 2)] == [False, True, True, False]
    assert licence().valid_on(date(2999, 1, 1))
    ended = licence(status=LicenceStatus.CANCELLED, ended_on=DAY)
    assert [ended.valid_on(DAY - ONE), ended.valid_on(DAY)] == [True, False]
    for status in LicenceStatus:
        assert licence(status=status).valid_on(DAY) == (status is LicenceStatus.VALID)


def test_a_licence_that_ends_before_it_begins_names_its_last_day():
    with pytest.raises(FieldError) as raised:
        licence(valid_until=DAY - 2 * ONE)
    assert raised.value.field == "valid_until"


def test_the_scope_names_products_in_any_spelling():
    assert licence().allows("糕点")
    assert licence(scope="预包装食品销售;散装食品销售").allows("面包", "散装食品销售")
    assert licence(scope="电线（低压）").allows("电线(低压)")
    assert not licence().allows("糕")
    assert not licence(scope=None).allows("糕点")


def test_the_book_says_which_certificate_a_licence_shows():
    assert shows(licence(), "licence", CONTEXT)
    assert not shows(licence(), "ccc", CONTEXT)
    assert not shows(licence("取水许可证"), "licence", CONTEXT)
    held = [licence(), licence("取水许可证", holder="91110000600037341L", id="Q")]
    assert holding(held, "licence", CONTEXT) == {CODE[8:17]}


def test_a_holder_of_a_production_licence_owes_what_the_licensed_owe():
    view = view_of(licences=[licence(), licence("取水许可证", id="Q", holder="91110000600037341L")])
    assert license_holders(view, CONTEXT, DAY) == {CODE[8:17]}
    assert license_holders(view, CONTEXT, DAY - 2 * ONE) == frozenset()


def test_aliases_are_read_as_the_county_keeps_them(tmp_path):
    path = tmp_path / "unit_aliases.csv"
    path.write_text(
        f"alias,code\n甲总厂,{CODE}\n甲一厂,{CODE}\n豆腐摊,name:豆腐摊@农贸市场 12号\n",
        encoding="utf-8",
    )
    rows = read_table(path, UnitAlias).rows
    assert [row.unit for row in rows] == [CODE, CODE, "name:豆腐摊@农贸市场12号"]


SPELLED = [
    (kind, member, spelling)
    for kind in (RegistrationStatus, UnitKind, LicenceStatus)
    for member in kind
    for spelling in member.spellings
]


@given(st.sampled_from(SPELLED), st.sampled_from(["{}", " {} ", "　{}\t"]))
def test_every_spelling_of_a_list_is_one_member(spelled, form):
    kind, member, spelling = spelled
    assert cells.labels(kind)(form.format(spelling)) == member.value
