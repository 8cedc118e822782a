"""The page of the service in Chromium: a person searches an enterprise and reads its reasons."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.browser
TOWN = "330299101"


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/town.db"


@pytest.fixture
def page():
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN")
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on(
            "console", lambda said: page.wrong.append(said.text) if blocked(said.text) else None
        )
        page.on("request", lambda sent: page.wrong.append(sent.url) if away(sent.url) else None)
        yield page
        browser.close()


def blocked(text):
    """What the browser would not load by the service's own rules."""
    return "Content Security Policy" in text


def away(url):
    return not url.startswith(("http://127.0.0.1:", "data:"))


def test_a_person_searches_an_enterprise_and_reads_its_reasons(page, served, tokens):
    page.goto(served)
    page.get_by_label("令牌").fill(tokens["reader"])
    page.get_by_label("企业名称").fill("清泉")
    page.get_by_label("评价日期").fill("2016-12-31")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("button", name="清泉食品有限公司").click()
    page.locator("#answer").wait_for(state="visible")
    assert page.locator("#grade").inner_text() == "B"
    reasons = page.locator("#reasons").inner_text()
    assert "行政处罚" in reasons
    assert "监督抽查不合格" in reasons
    assert "administrative penalty" in page.locator("#reasons-en").inner_text()
    assert page.wrong == []


def test_what_goes_wrong_is_said(page, served, tokens):
    page.goto(served)
    page.get_by_label("令牌").fill("wrong")
    page.get_by_label("企业名称").fill("清泉")
    page.get_by_role("button", name="查询").click()
    alert = page.get_by_role("alert")
    alert.filter(has_text="令牌无效").wait_for()
    page.get_by_label("令牌").fill(tokens["reader"])
    page.get_by_label("企业名称").fill("<b>没有</b>")
    page.get_by_role("button", name="查询").click()
    alert.filter(has_text="没有找到").wait_for()
    page.get_by_label("企业名称").fill("清泉")
    page.get_by_label("评价日期").fill("1999-01-01")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("button", name="清泉食品有限公司").click()
    alert.filter(has_text="手册自 2011-01-01 起适用").wait_for()
    assert not page.locator("#answer").is_visible()
    page.get_by_label("令牌").fill("中文")
    page.get_by_role("button", name="查询").click()
    alert.filter(has_text="令牌无效").wait_for()
    assert page.wrong == []


def test_all_that_is_found_is_counted_and_paged_through(page, served, tokens, ask):
    from town_service.sample import code_of

    for at in range(21):
        body = {"code": code_of("91", f"MB00A{at:03d}"), "name": f"分页{at:02d}<b>", "town": TOWN}
        assert ask["officer"]("POST", "/enterprises", body).status_code == 201
    page.goto(served)
    page.get_by_label("令牌").fill(tokens["reader"])
    page.get_by_label("企业名称").fill("分页")
    page.get_by_role("button", name="查询").click()
    count, found, seen = page.locator("#count"), page.locator("#found button"), []
    for number in (1, 2, 3):
        count.filter(has_text=f"共 21 家，第 {number} 页，共 3 页").wait_for()
        seen += found.all_inner_texts()
        if number < 3:
            page.get_by_role("button", name="下一页").click()
    assert len({*seen}) == len(seen) == 21
    assert page.get_by_role("button", name="下一页").is_disabled()
    page.get_by_role("button", name="上一页").click()
    count.filter(has_text="第 2 页").wait_for()
    page.get_by_label("企业名称").fill("清泉")
    page.get_by_role("button", name="查询").click()
    count.filter(has_text="共 1 家").wait_for()
    assert not page.locator("#pages").is_visible()
    assert page.wrong == []


def test_the_page_of_the_api_shows_every_operation(page, served, app):
    document = app.test_client().get("/openapi.json").json
    page.goto(f"{served}/page/docs.html")
    page.locator("#schemas details").first.wait_for(state="attached")
    operations = sum(len(one.keys() - {"parameters"}) for one in document["paths"].values())
    assert page.locator("#operations details").count() == operations
    assert page.locator("#schemas details").count() == len(document["components"]["schemas"])
    first = page.locator("#operations details", has_text="GET /enterprises:")
    first.locator("summary").click()
    assert "role: reader" in first.inner_text()
    assert page.wrong == []
