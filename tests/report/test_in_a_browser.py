"""The page in headless Chromium: no request, no error, filters, languages, keyboard, phone, print."""

from __future__ import annotations

import re
import shutil

import pytest
from runs_made import HOSTILE, changed, hostile_towns, hostile_units

from qualitygov.interchange.runs import open_run
from qualitygov.report.official import Papers
from qualitygov.report.page import page_of
from qualitygov.report.page.data import page_data

pytestmark = pytest.mark.browser
TOWN, UNIT = "330299111", "913302991000016920"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path is not None, "Chromium is needed: see .ci/packages.txt"
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(out, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_of(Papers(open_run(out))), encoding="utf-8")
    return path


class Visit:
    """A page that is open, with all that went wrong on it and all that it asked for."""

    def __init__(self, chromium, path, route="", **look):
        self.context = chromium.new_context(**{"viewport": DESK, **look})
        self.page, self.wrong = self.context.new_page(), []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", self._asked)
        self.page.goto(path.as_uri() + route)

    def _asked(self, request):
        if not request.url.startswith(("file:", "data:")):
            self.wrong.append(request.url)

    def __enter__(self):
        return self.page

    def __exit__(self, *_):
        self.context.close()
        assert self.wrong == []


def test_every_part_is_there_and_nothing_is_asked_for(chromium, file):
    with Visit(chromium, file) as page:
        parts = page.locator("main > section").evaluate_all("all => all.map(one => one.id)")
        expected = "ranking qualities targets trends credit enterprises lists work open"
        assert parts == expected.split()
        assert page.locator("#ranking tbody tr").count() == 12
        assert "东山镇" in page.locator("#ranking tbody tr").first.inner_text()
        assert page.locator("#ranking svg[aria-label]").count() == 12
        assert page.locator("#credit tbody tr").count() >= 13


def test_targets_are_filtered_and_their_reasons_one_click_away(chromium, file):
    with Visit(chromium, file) as page:
        every = page.locator("#targets details").count()
        assert every == 141
        page.locator("[data-filter=text]").fill("水产品")
        assert 0 < page.locator("#targets details").count() < every
        page.locator("[data-filter=text]").fill("no such target")
        assert page.locator("#targets details").count() == 0
        page.locator("[data-filter=text]").fill("")
        page.locator("[data-filter=verdict]").select_option("open")
        some = page.locator("#targets details").count()
        assert 0 < some < every
        page.locator("[data-filter=town]").select_option(TOWN)
        assert page.locator("#targets details").count() < some
        page.locator("[data-filter=verdict]").select_option("missed")
        page.locator("#targets summary").first.click()
        row = page.locator("#targets details[open] tbody tr")
        assert row.count() == 1
        assert "未达标" in row.inner_text()
        page.locator("[data-filter=quality]").select_option("product")
        assert page.locator("#targets .group").count() == 1


def test_enterprises_are_found_and_have_a_page(chromium, file):
    with Visit(chromium, file) as page:
        assert page.locator("#enterprises tbody tr").count() == 25
        page.get_by_role("button", name="下一页").click()
        assert "第 2/" in page.locator("#enterprises [role=status]").inner_text()
        page.locator("[data-filter=unit]").fill(UNIT)
        assert page.locator("#enterprises tbody tr").count() == 1
        page.locator("#enterprises tbody a").click()
        text = page.locator("article").inner_text()
        for part in (UNIT, "镇质〔2015〕869号", "无证生产、销售", "2018-11-16"):
            assert part in text
        page.get_by_text("返回总览").click()
        assert page.locator("[data-filter=unit]").input_value() == UNIT
        page.locator("[data-filter=unit]").fill("")
        page.locator("[data-filter=grade]").select_option("D")
        grades = page.locator("#enterprises tbody td:nth-child(5)").all_inner_texts()
        assert set(grades) == {"D"}


def test_a_town_has_a_page_with_what_it_lost(chromium, file):
    with Visit(chromium, file, f"#/town/{TOWN}") as page:
        assert page.locator("h2").inner_text().startswith("新河镇")
        assert "一票否决" in page.locator("article").inner_text()
        first = page.locator("table.items tbody tr").first
        assert "−6" in first.inner_text()
        assert page.locator("table.detail tbody tr").count() == 141


def test_the_language_changes_and_everything_with_it(chromium, file):
    with Visit(chromium, file) as page:
        page.locator("#language").click()
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.evaluate("document.activeElement.id") == "language"
        text = page.locator("#ranking").inner_text()
        assert "Dongshan" in text
        assert "since last year" in text.lower()
        for part in ("nav", "#ranking thead", "#targets .legend", "#lists thead", ".cards"):
            shown = page.locator(part).first.inner_text()
            assert not any("\u4e00" <= mark <= "\u9fff" for mark in shown), part


def test_the_keyboard_is_enough(chromium, file):
    with Visit(chromium, file) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.locator("#targets summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("#targets details[open]").count() == 1
        page.locator("#ranking tbody a").first.focus()
        page.keyboard.press("Enter")
        page.locator("article").wait_for()
        assert page.evaluate("document.activeElement.tagName") == "H2"


@pytest.mark.parametrize("look", [{"viewport": PHONE}, {"color_scheme": "dark"}])
@pytest.mark.parametrize("route", ["", f"#/town/{TOWN}", f"#/unit/{UNIT}"])
def test_a_phone_and_the_dark_show_it_whole(chromium, file, look, route):
    with Visit(chromium, file, route, **look) as page:
        wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= seen
        ink, paper = page.evaluate(
            "['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])"
        )
        assert (ink, paper) == (
            ("rgb(230, 235, 242)", "rgb(16, 21, 28)")
            if "color_scheme" in look
            else ("rgb(28, 36, 48)", "rgb(244, 246, 249)")
        )


def test_the_theme_can_be_chosen(chromium, file):
    with Visit(chromium, file) as page:
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        page.locator("#theme").click()
        assert page.evaluate(paper) != light
        page.locator("#theme").click()
        assert page.evaluate(paper) == light


def test_it_prints_on_a4(chromium, file):
    with Visit(chromium, file) as page:
        printed = page.pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        assert b"/MediaBox [0 0 594.95" in printed or b"/MediaBox [0 0 595" in printed
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert not page.locator(".tools").is_visible()


def test_hostile_names_stay_text(chromium, out, tmp_path):
    run = changed(out, tmp_path / "run", assessment=hostile_towns, enterprises=hostile_units)
    path = tmp_path / "page.html"
    path.write_text(page_of(Papers(run)), encoding="utf-8")
    with Visit(chromium, path) as page:
        assert page.locator("img").count() == 0
        assert page.title().startswith("</script>")
        assert page.locator("#ranking tbody a").first.text_content() == HOSTILE
        page.locator("#ranking tbody a").first.click()
        page.locator("article").wait_for()
        assert page.locator("img").count() == 0
    with Visit(chromium, path, "#/town/__proto__") as page:
        assert page.locator("#ranking").count() == 1
    with Visit(chromium, path, "#/unit/%3Cimg%3E") as page:
        assert page.locator("img").count() == 0


CONTRAST = """() => {
  const parts = (text) => text.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const plain = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const color = plain(getComputedStyle(at).backgroundColor);
      if (color[3] > 250) return color;
    }
    return [255, 255, 255, 255];
  };
  const poor = {};
  const seen = new Set();
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const look = getComputedStyle(one);
    if (!own || look.visibility === "hidden" || one.closest("svg, .skip, :disabled")) continue;
    const colors = [look.color, JSON.stringify(behind(one))];
    if (seen.has(colors.join())) continue;
    seen.add(colors.join());
    const [a, b] = [light(plain(look.color)), light(behind(one))].sort((x, y) => y - x);
    const found = (a + 0.05) / (b + 0.05);
    if (found < 4.5) poor[`${one.className} ${one.textContent.slice(0, 12)}`] = found;
  }
  return poor;
}"""
LISTED = "91330299100006039H"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("route", ["", f"#/town/{TOWN}", f"#/unit/{LISTED}"])
def test_every_text_stands_out_from_what_is_behind_it(chromium, file, scheme, route):
    """Contrast of at least 4.5, as WCAG asks at level AA."""
    with Visit(chromium, file, route, color_scheme=scheme) as page:
        assert page.evaluate(CONTRAST) == {}


@pytest.mark.parametrize("route", ["#/%", "#/town/%E0%A4%A", "#/unit/%FF", "#%"])
def test_an_address_that_is_none_shows_the_overview(chromium, file, route):
    with Visit(chromium, file, route) as page:
        assert page.locator("#ranking").count() == 1


def test_an_enterprise_is_told_all_that_its_row_asks(chromium, file):
    with Visit(chromium, file, f"#/unit/{UNIT}") as page:
        text = page.locator("article").inner_text()
    for part in (
        "2016-12-31",
        "住宿和餐饮业（H6110）",
        "《意见》3.2.2.d项",
        "示范县质强办〔2016〕3号",
        "如何修复",
        "最早 2017-10-21 变动",
        "申请复核",
        "60日内申请行政复议",
        "6个月内提起行政诉讼",
    ):
        assert part in text, part
    with Visit(chromium, file, f"#/unit/{LISTED}") as page:
        listed = page.locator("article").inner_text()
    assert "满12个月" in listed
    assert "信用修复" in listed
    with Visit(chromium, file, "#/unit/91330299100018355E") as page:
        assert "尚未确认，现不计分；确认后 -20 分" in page.locator("article").inner_text()


def test_a_town_is_told_what_adds_up_and_until_when(chromium, file):
    with Visit(chromium, file, f"#/town/{TOWN}") as page:
        text = page.locator("article").inner_text()
        items = page.locator("table.items").inner_text()
    for part in (
        "2017-12-31",
        "新河镇环境保护办",
        "加分",
        "得分合计",
        "小计（计分项目）",
        "68.897",
    ):
        assert part in text, part
    assert "加分：拥有省质量奖企业" not in items


def test_no_key_is_left_in_chinese(out):
    """Ids keep the letters of codes and the names that people gave; keys are in words."""
    names = {"Dongsi", "Gucheng", "Huairou", "Shunyi", "Dingling", "Changping"}
    found = set()

    def walk(value):
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            if len(value) == 2 and all(isinstance(one, str) for one in value):
                found.update(re.findall(r"/([A-Za-z][a-z-]{2,})", value[0]))
            else:
                for one in value:
                    walk(one)

    data = page_data(Papers(open_run(out)))
    walk(data)
    assert found <= names
    ids = [
        one
        for town in data["towns"]
        for result in town["results"].values()
        for shown, _ in result.get("ids", {}).values()
        for one in shown
        if isinstance(one, str)
    ]
    assert {word for one in ids for word in re.findall(r"/([A-Za-z][a-z-]{2,})", one)} <= names
