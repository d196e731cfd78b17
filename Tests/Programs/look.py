#!/usr/bin/env python3
"""look.py PAGE FOLDER: opens a page in headless Chromium and tells, as JSON, what is drawn.

It speaks the DevTools protocol over a pipe. The page is shown at the width of A4 paper and of a phone, and printed; two
pictures and the PDF are left in FOLDER. What is told of a view:

    overflow   elements that reach beyond its width
    clipped    elements whose content does not fit them
    charts     of each: its drawn size, and what of it lies outside its own frame
    contrast   the lowest contrast of any text to what lies behind it, by luminance: as it is in grey
    ink        the part of the picture's pixels that are not the background's
"""

import base64
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib

VIEWS = {"paper": (794, 1123, False), "phone": (360, 740, True)}

MEASURE = r"""
(() => {
  const shown = e => e.getClientRects().length > 0;
  const name = e => e.tagName + "." + e.getAttribute("class") + ": " + e.textContent.trim().slice(0, 40);
  const width = document.documentElement.clientWidth;
  const all = [...document.body.querySelectorAll("*")].filter(shown);
  const overflow = all.filter(e => { const r = e.getBoundingClientRect(); return r.right > width + 0.5 || r.left < -0.5; });
  if (document.documentElement.scrollWidth > width) overflow.push(document.documentElement);
  const clipped = all.filter(e => e instanceof HTMLElement && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1);
  const light = color => {
    const parts = color.match(/[\d.]+/g).map(Number);
    const linear = parts.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return { value: 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const behind = e => {
    for (let at = e; at; at = at.parentElement) {
      const ground = light(getComputedStyle(at).backgroundColor);
      if (ground.alpha > 0.99) return ground.value;
    }
    return 1;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  let contrast = 99, faintest = "";
  for (const e of all) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (["title", "desc"].includes(e.tagName)) continue;
    const drawn = e instanceof SVGElement;
    const style = getComputedStyle(e);
    // The darkest thing that lies behind the text of a chart is a band.
    const ground = drawn ? light("rgb(241, 241, 238)").value : behind(e);
    const found = ratio(light(drawn ? style.fill : style.color).value, ground);
    if (found < contrast) { contrast = found; faintest = name(e); }
  }
  const charts = [...document.querySelectorAll("svg.chart")].filter(shown).map(svg => {
    const frame = svg.getBoundingClientRect();
    const inside = e => {
      const r = e.getBoundingClientRect();
      return r.left >= frame.left - 0.5 && r.right <= frame.right + 0.5 && r.top >= frame.top - 0.5 && r.bottom <= frame.bottom + 0.5;
    };
    const parts = [...svg.querySelectorAll("path, rect, line, text")];
    const texts = [...svg.querySelectorAll("text")];
    const meets = (a, b) => {
      const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      return p.left < q.right - 1 && q.left < p.right - 1 && p.top + p.height * 0.25 < q.bottom - q.height * 0.25
        && q.top + q.height * 0.25 < p.bottom - p.height * 0.25;
    };
    const lines = [...svg.querySelectorAll("path.line")];
    const named = svg.getAttribute("aria-labelledby").split(" ").map(id => document.getElementById(id).textContent);
    return {
      width: frame.width, height: frame.height, role: svg.getAttribute("role"), named,
      outside: parts.filter(e => !inside(e)).map(name),
      overlapping: texts.flatMap((a, i) => texts.slice(i + 1).filter(b => meets(a, b)).map(b => name(a) + " | " + name(b))),
      textHeight: Math.min(...texts.map(e => e.getBoundingClientRect().height)),
      lines: lines.map(e => { const r = e.getBoundingClientRect(); return { width: r.width, height: r.height, length: e.getTotalLength() }; }),
      dashes: lines.map(e => getComputedStyle(e).strokeDasharray),
    };
  });
  return { width, overflow: overflow.map(name), clipped: clipped.map(name), contrast, faintest, charts };
})()
"""


class Browser:
    def __init__(self, folder):
        self.profile = os.path.join(folder, "profile")
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        # Out of the way of 3 and 4, which are the browser's.
        ours = [os.dup2(end, 20 + number, inheritable=False) for number, end in enumerate((to_write, from_read))]

        def places():
            os.dup2(to_read, 13)
            os.dup2(from_write, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)
            os.closerange(5, 32)

        program = shutil.which("chromium") or shutil.which("chromium-browser")
        self.process = subprocess.Popen(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--no-first-run", "--disable-extensions", "--disable-background-networking", "--remote-debugging-pipe",
                f"--user-data-dir={self.profile}", "about:blank",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False,
            preexec_fn=places, start_new_session=True,
        )
        for end in (to_read, to_write, from_read, from_write):
            os.close(end)
        self.write, self.read = (os.fdopen(end, mode) for end, mode in zip(ours, ("wb", "rb")))
        self.number, self.session, self.rest = 0, None, b""

    def message(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.read.fileno(), 1 << 20)
            if not chunk:
                raise RuntimeError("the browser is gone")
            self.rest += chunk
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        self.write.write(json.dumps(call).encode() + b"\0")
        self.write.flush()
        while True:
            reply = self.message()
            if reply.get("id") == self.number:
                if "error" in reply:
                    raise RuntimeError(f"{method}: {reply['error']}")
                return reply["result"]

    def until(self, event):
        while self.message().get("method") != event:
            pass

    def open(self, page):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Page.navigate", url="file://" + os.path.abspath(page))
        self.until("Page.loadEventFired")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def pixels(png):
    """Rows of (red, green, blue) of a picture of eight bits, without interlace."""
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and colour in (2, 6), (depth, colour)
        elif kind == b"IDAT":
            data += body
        place += 12 + length
    size = 3 if colour == 2 else 4
    data, line, before = zlib.decompress(data), width * size, bytearray(width * size)
    for row in range(height):
        start = row * (line + 1)
        method, now = data[start], bytearray(data[start + 1 : start + 1 + line])
        for at in range(line if method else 0):
            left = now[at - size] if at >= size else 0
            up, corner = before[at], before[at - size] if at >= size else 0
            if method == 4:
                guess = left + up - corner
                near = min((left, up, corner), key=lambda value: abs(guess - value))
            else:
                near = (0, left, up, (left + up) // 2)[method]
            now[at] = now[at] + near & 255
        yield [tuple(now[at : at + 3]) for at in range(0, line, size)]
        before = now


def ink(png):
    count = inked = 0
    ground = None
    for row in pixels(png):
        ground = ground or row[0]
        count += len(row)
        inked += sum(pixel != ground for pixel in row)
    return inked / count


def main():
    page, folder = sys.argv[1:]
    browser = Browser(folder)
    told = {}
    try:
        browser.open(page)
        for name, (width, height, is_mobile) in VIEWS.items():
            browser.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=is_mobile
            )
            result = browser.call("Runtime.evaluate", expression=MEASURE, returnByValue=True)
            if "value" not in result["result"]:
                raise RuntimeError(json.dumps(result))
            told[name] = result["result"]["value"]
            picture = base64.b64decode(browser.call("Page.captureScreenshot")["data"])
            with open(os.path.join(folder, name + ".png"), "wb") as file:
                file.write(picture)
            told[name]["ink"] = ink(picture)
        browser.call("Emulation.clearDeviceMetricsOverride")
        printed = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])
        with open(os.path.join(folder, "report.pdf"), "wb") as file:
            file.write(printed)
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed)
        told["printed"] = {
            "pages": len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)),
            "size": [float(side) for side in box.groups()] if box else [],
        }
    finally:
        browser.close()
    print(json.dumps(told))


main()
