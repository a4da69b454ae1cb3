#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""formats.py WORKDIR ROUNDS: lapel-cli beside the best peer of each format and the floor, in turn; one table
in Markdown. Called by run, which made WORKDIR's build, js, floor and data."""

import os
import re
import statistics
import subprocess
import sys
import time

# The best peer, how many credentials it has to verify until it is warm and is measured with, and the goal.
FORMATS = {
    "eddsa-rdfc-2022": ("db", 60, 60, 40),
    "Ed25519Signature2020": ("db", 60, 60, 40),
    "ecdsa-rdfc-2019": ("db", 60, 60, 35),
    "eddsa-jcs-2022": ("db", 300, 900, 4),
    "ecdsa-jcs-2019": ("db", 300, 600, 10),
    "vc-jwt-RS256": ("jose", 600, 1500, 3.5),
    "vc-jwt-ES256": ("jose", 600, 1500, 2.5),
    "vc-jwt-EdDSA": ("jose", 600, 1500, 3),
}
REPEAT = 10  # of the 300 lines, so that starting the process counts for little


class Bench:
    def __init__(self, work):
        self.work = work
        self.cli = os.path.join(work, "build/src/cli/lapel-cli")

    def data(self, name):
        return os.path.join(self.work, "data", name + ".ndjson")

    def ours(self, name, repeat, *options):
        """Credentials a second, and microseconds of processor time for each. Files, as a pipe costs time of its own."""
        path, reports = (os.path.join(self.work, "data", file) for file in ("repeated", "reports"))
        with open(self.data(name), "rb") as f:
            data = f.read() * repeat
        with open(path, "wb") as f:
            f.write(data)
        count = data.count(b"\n")
        before = os.times()
        begin = time.monotonic()
        with open(path, "rb") as f, open(reports, "wb") as out:
            subprocess.run([self.cli, "verify", "--batch", *options], stdin=f, stdout=out, check=True)
        seconds = time.monotonic() - begin
        after = os.times()
        with open(reports, "rb") as f:
            verified = f.read().count(b'"verdict":"verified"')
        if verified != count:
            sys.exit(f"{name}: {verified} of {count} verified")
        used = after.children_user - before.children_user + after.children_system - before.children_system
        return count / seconds, 1e6 * used / count

    def node(self, name, peer, warm, count):
        return ["node", os.path.join(self.work, "js/verify.mjs"), "--peer", peer, "--in", self.data(name),
                "--warm", str(warm), "--count", str(count), "--rounds", "1"]

    def peer(self, name):
        """The same of the best peer."""
        peer, warm, count, _ = FORMATS[name]
        out = subprocess.run(self.node(name, peer, warm, count), capture_output=True, text=True, check=True).stdout
        rate, microseconds = re.search(r"([\d.]+) credentials/s +(\d+) us cpu each", out).groups()
        return float(rate), float(microseconds)

    def floor(self, name):
        program = os.path.join(self.work, "floor/jcs_floor")
        out = subprocess.run([program, self.data(name), "5"], capture_output=True, text=True, check=True).stdout
        return 1e6 / float(re.search(r"whole verification, libsodium +([\d.]+)", out)[1])

    def one(self, command):
        """Milliseconds and MiB of a whole process. Its memory is measured by a small parent, as a process
        begins with its parent's."""
        begin = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        milliseconds = (time.monotonic() - begin) * 1000
        timed = subprocess.run(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, check=True)
        return milliseconds, int(timed.stderr.split()[-1]) / 1024


def spread(values, form="{:.0f}"):
    low, middle, high = (form.format(v) for v in (min(values), statistics.median(values), max(values)))
    return f"{middle} [{low}–{high}]"


def ratios(a, b):
    return [x / y for x, y in zip(a, b)]


def formats(bench, rounds):
    runs = {name: ([], [], []) for name in FORMATS}
    for _ in range(rounds):
        for name, (ours, peer, floor) in runs.items():
            ours.append(bench.ours(name, REPEAT))
            peer.append(bench.peer(name))
            if name == "eddsa-jcs-2022":
                floor.append(bench.floor(name))
    print("| format | Lapel /s | peer | peer /s | times the peer | by processor time | goal | share of the floor |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (ours, peer, floor) in runs.items():
        rate, cost = zip(*ours)
        peer_rate, peer_cost = zip(*peer)
        share = spread([100 * r for r in ratios(rate, floor)]) + " %" if floor else ""
        print(f"| {name} | {spread(rate)} | {FORMATS[name][0]} | {spread(peer_rate)} | "
              f"{spread(ratios(rate, peer_rate), '{:.1f}')} | {spread(ratios(peer_cost, cost), '{:.1f}')} | "
              f"{FORMATS[name][3]} | {share} |")


def jobs(bench, rounds):
    one, two, cost = [], [], []
    for _ in range(rounds):
        first, second = bench.ours("many", 1), bench.ours("many", 1, "--jobs", "2")
        one.append(first[0])
        two.append(second[0])
        cost.append(second[1] / first[1])
    print(f"\n10,000 lines: {spread(one)} /s with one thread, {spread(two)} /s with --jobs 2: "
          f"{spread(ratios(two, one), '{:.2f}')} times, for {spread(cost, '{:.2f}')} times the processor time")


def one_badge(bench, rounds):
    path = os.path.join(bench.work, "data/one.json")
    with open(bench.data("eddsa-jcs-2022"), "rb") as f, open(path, "wb") as out:
        out.write(f.readline())
    node = bench.node("eddsa-jcs-2022", "db", 0, 1)
    ours, peer = [], []
    for _ in range(2 * rounds):
        ours.append(bench.one([bench.cli, "verify", path]))
        peer.append(bench.one(node))
    for what, runs in (("lapel-cli", ours), ("peer", peer)):
        print(f"\none eddsa-jcs-2022 badge, whole process, {what}: {spread([r[0] for r in runs], '{:.1f}')} ms, "
              f"{spread([r[1] for r in runs], '{:.1f}')} MiB")
    print(f"\n{spread(ratios([r[0] for r in peer], [r[0] for r in ours]), '{:.0f}')} times faster than the peer")


def main(work, rounds):
    bench = Bench(work)
    formats(bench, rounds)
    jobs(bench, 2 * rounds)
    one_badge(bench, rounds)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]))
