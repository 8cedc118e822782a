"""The page of the service in Chromium: a person searches an enterprise and reads its reasons."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.browser


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
        page.on("request", lambda sent: page.wrong.append(sent.url) if away(sent.url) else None)
        yield page
        browser.close()


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
