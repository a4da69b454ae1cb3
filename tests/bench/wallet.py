#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""wallet.py WORKDIR ROUNDS: what a wallet of 10,000 badges costs, against what it cannot cost less than, in one
run; Markdown. Called by run, which made WORKDIR's build and data; with WALLET_COUNT fewer badges."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

COUNT = int(os.environ.get("WALLET_COUNT", "10000"))
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAMS = ("import", "list", "rows", "grid")


class Bench:
    def __init__(self, work):
        self.work = os.path.abspath(work)
        self.build = os.path.join(self.work, "build")
        self.lines = self.path("wallet.ndjson")
        self.files = self.path(f"wallet-files-{COUNT}")
        self.env = dict(os.environ, LC_ALL="C.UTF-8", LAPEL_DATA_DIR=os.path.join(ROOT, "data"),
                        LAPEL_LIBEXEC_DIR=os.path.join(self.build, "src/exchange/helper"),
                        GSETTINGS_SCHEMA_DIR=os.path.join(self.build, "data"))
        self.env.pop("G_DEBUG", None)

    def path(self, name):
        return os.path.join(self.work, name)

    def make(self):
        targets = [f"tests/bench/bench-{p}" for p in PROGRAMS]
        subprocess.run(["ninja", "-C", self.build, *targets], check=True, stdout=subprocess.DEVNULL)
        with open(self.path("data/many-eddsa-jcs-2022.ndjson"), "rb") as f:
            lines = [line for _, line in zip(range(COUNT), f)]
        with open(self.lines, "wb") as f:
            f.writelines(lines)
        if not os.path.isdir(self.files):
            os.makedirs(self.files)
            for i, line in enumerate(lines):
                with open(os.path.join(self.files, f"{i:05}.json"), "wb") as f:
                    f.write(line)

    def run(self, name, *arguments, wrap=()):
        program = os.path.join(self.build, "tests/bench/bench-" + name)
        out = subprocess.run([*wrap, program, *arguments], env=self.env, check=True, capture_output=True, text=True)
        return json.loads(out.stdout)

    def new(self, name):
        path = self.path(name)
        shutil.rmtree(path, ignore_errors=True)
        return path

    def verify(self):
        begin = time.monotonic()
        with open(self.lines, "rb") as f:
            out = subprocess.run([os.path.join(self.build, "src/cli/lapel-cli"), "verify", "--batch"], env=self.env,
                                 stdin=f, stdout=subprocess.PIPE, check=True).stdout
        seconds = time.monotonic() - begin
        assert out.count(b'"verdict":"verified"') == COUNT
        return seconds

    def rows(self):
        folder = self.new("wallet-rows")
        os.makedirs(folder)
        return self.run("rows", self.path("wallet-full"), os.path.join(folder, "rows.db"))

    def importing(self):
        answer = self.run("import", self.new("wallet-full"), self.files)
        assert answer["imported"] == COUNT, answer
        return answer


def spread(values, form="{:.2f}"):
    low, middle, high = (form.format(v) for v in (min(values), statistics.median(values), max(values)))
    return f"{middle} [{low}–{high}]"


def importing(bench, rounds):
    runs = [(bench.importing(), bench.verify(), bench.rows()) for _ in range(rounds)]
    imports, verify, rows = zip(*runs)
    ratios = [i["seconds"] / (v + r) for i, v, r in runs]
    print(f"importing {COUNT} files: {spread([i['seconds'] for i in imports])} s; verify --batch of the same "
          f"{spread(verify)} s; the same rows in one SQLite loop {spread(rows)} s\n")
    print(f"| what | measured | goal |\n|---|---|---|\n"
          f"| importing, times verify + rows | {spread(ratios)} | 1.5 |")
    for what, key, goal in (("main loop blocked at most, ms", "blocked", "50"),
                            ("99 of 100 turns of the main loop, ms", "blocked99", ""),
                            ("KiB resident per credential while importing, first half", "first", ""),
                            ("the same, second half", "second", "no more than the list's own 1")):
        print(f"| {what} | {spread([i[key] for i in imports])} | {goal} |")


def listing(bench, rounds):
    empty = bench.new("wallet-empty")
    runs = [(bench.run("list", bench.path("wallet-full")), bench.run("list", empty)) for _ in range(rounds)]
    memory = [(full["resident"] - none["resident"]) / COUNT for full, none in runs]
    print(f"| KiB resident per credential beyond an empty wallet | {spread(memory)} | 1 |")
    for what, key, goal in (("a key that narrows the search", "narrower", "1"), ("a key that widens it", "wider", ""),
                            ("a filter", "filter", "1"), ("an order", "sort", "")):
        for index, rank in ((0, "median"), (1, "99th of 100")):
            clock = spread([full[key][index] for full, _ in runs])
            cpu = spread([full[key + "Cpu"][index] for full, _ in runs])
            print(f"| {what}, {rank}, ms (processor time) | {clock} ({cpu}) | {goal if index else ''} |")


def drawing(bench, rounds):
    tests = os.path.dirname(HERE)
    wrap = [os.path.join(tests, "with-keyring.sh"), "--no-service", os.path.join(tests, "with-display.sh")]
    runs = [bench.run("grid", bench.path("wallet-full"), wrap=wrap) for _ in range(rounds)]
    for what, key, index, goal in (("a scrolled frame, median", "scroll", 0, ""), ("a scrolled frame, 99th of 100", "scroll", 2, "8"),
                                   ("a scrolled frame, longest", "scroll", 3, ""),
                                   ("a key that narrows to the frame that shows it, median", "narrower", 0, ""),
                                   ("the same, 95th of 100", "narrower", 1, "16"),
                                   ("a key that widens to the frame, median", "wider", 0, ""),
                                   ("the same, 95th of 100", "wider", 1, "")):
        clock = spread([r[key][index] for r in runs])
        cpu = spread([r[key + "Cpu"][index] for r in runs])
        print(f"| {what}, ms (processor time) | {clock} ({cpu}) | {goal} |")


def main(work, rounds):
    bench = Bench(work)
    bench.make()
    importing(bench, rounds)
    listing(bench, rounds)
    drawing(bench, rounds)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]))
