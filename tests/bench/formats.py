#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""formats.py WORKDIR ROUNDS: lapel-cli beside the best peer of each format and the floor, in turn; one table
in Markdown. Called by run, which made WORKDIR's build, js, floor and data.

formats.py --million WORKDIR: the memory of --batch over 10,000, 100,000 and 1,000,000 lines of all formats."""

import os
import re
import statistics
import subprocess
import sys
import threading
import time

ED25519 = "Ed25519 verify, libsodium"
ED25519_LONG = "Ed25519 verify, 8 KiB message, libsodium"
P256 = "P-256 ECDSA verify, OpenSSL (hash + EVP)"
RSA = "RSA-2048 PKCS#1 SHA-256 verify, OpenSSL"
SHA256 = "SHA-256 of 4096 B, OpenSSL"
RDFC = ("parse", "RDFC-1.0 common path + final SHA-256")

# The best peer, how many credentials it has to verify until it is warm and is measured with, the goal, and the
# parts of the floor. These are the least there is to do: no expansion of JSON-LD and no proof options in the rdfc
# formats, no base64url in the tokens, and nothing but proofs anywhere.
FORMATS = {
    "eddsa-rdfc-2022": ("db", 60, 60, 40, (*RDFC, ED25519)),
    "Ed25519Signature2020": ("db", 60, 60, 40, (*RDFC, ED25519)),
    "ecdsa-rdfc-2019": ("db", 60, 60, 35, (*RDFC, P256)),
    "eddsa-jcs-2022": ("db", 300, 900, 4, ("whole verification, libsodium",)),
    "ecdsa-jcs-2019": ("db", 300, 600, 10, ("parse + JCS x2 + SHA-256 x2", P256)),
    "vc-jwt-RS256": ("jose", 600, 1500, 3.5, ("parse", SHA256, SHA256, RSA)),
    "vc-jwt-ES256": ("jose", 600, 1500, 2.5, ("parse", SHA256, SHA256, P256)),
    "vc-jwt-EdDSA": ("jose", 600, 1500, 3, ("parse", ED25519_LONG)),
    "clr-eddsa-rdfc-2022": ("db", 20, 20, 30, (*RDFC * 4, *[ED25519] * 4)),
}
CLR = "clr-eddsa-rdfc-2022"  # three badges in each: four proofs, of which the peer checks the outer one alone
REPEAT = 10  # of the 300 lines, so that starting the process counts for little
MANY = 10_000


class Bench:
    def __init__(self, work):
        self.work = work
        self.cli = os.path.join(work, "build/src/cli/lapel-cli")
        self.quads = os.path.join(work, "data/document.nq")

    def data(self, name):
        return os.path.join(self.work, "data", name + ".ndjson")

    def ours(self, name, repeat, *options, proofs=1):
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
        if verified != count * proofs:
            sys.exit(f"{name}: {verified} of {count * proofs} verified")
        used = after.children_user - before.children_user + after.children_system - before.children_system
        return count / seconds, 1e6 * used / count

    def node(self, name, peer, warm, count):
        return ["node", os.path.join(self.work, "js/verify.mjs"), "--peer", peer, "--in", self.data(name),
                "--warm", str(warm), "--count", str(count), "--rounds", "1"]

    def peer(self, name):
        """The same of the best peer."""
        peer, warm, count, *_ = FORMATS[name]
        out = subprocess.run(self.node(name, peer, warm, count), capture_output=True, text=True, check=True).stdout
        rate, microseconds = re.search(r"([\d.]+) credentials/s +(\d+) us cpu each", out).groups()
        return float(rate), float(microseconds)

    def floor(self):
        """Microseconds of each part, measured once more."""
        parts = {}
        for command in (("jcs_floor", self.data("eddsa-jcs-2022"), "5"), ("rdfc_floor", self.quads, "5"),
                        ("crypto_floor", "5")):
            program = os.path.join(self.work, "floor", command[0])
            out = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=True).stdout
            for line in out.splitlines():
                if found := re.match(r"(\S.*?) {2,}([\d.]+) ", line):
                    parts[found[1]] = float(found[2])
        return parts

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
        parts = bench.floor()
        for name, (ours, peer, floor) in runs.items():
            ours.append(bench.ours(name, REPEAT, proofs=4 if name == CLR else 1))
            peer.append(bench.peer(name))
            floor.append(1e6 / sum(parts[part] for part in FORMATS[name][4]))
    print("| format | Lapel /s | peer | peer /s | times the peer | by processor time | goal | share of the floor |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (ours, peer, floor) in runs.items():
        rate, cost = zip(*ours)
        peer_rate, peer_cost = zip(*peer)
        print(f"| {name} | {spread(rate)} | {FORMATS[name][0]} | {spread(peer_rate)} | "
              f"{spread(ratios(rate, peer_rate), '{:.1f}')} | {spread(ratios(peer_cost, cost), '{:.1f}')} | "
              f"{FORMATS[name][3]} | {spread([100 * r for r in ratios(rate, floor)])} % |")


def many(bench, rounds):
    """Whether 10,000 different ones cost more than 300 that come again."""
    for name in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        few, all_ = [], []
        for _ in range(rounds):
            few.append(bench.ours(name, MANY // 300)[1])
            all_.append(bench.ours("many-" + name, 1)[1])
        print(f"\n{MANY:,} different {name}: {spread(all_)} µs of processor time each, "
              f"{spread(ratios(all_, few), '{:.2f}')} times the cost of 300 that come again")


def jobs(bench, rounds):
    one, two, cost = [], [], []
    for _ in range(rounds):
        first, second = bench.ours("many-eddsa-jcs-2022", 1), bench.ours("many-eddsa-jcs-2022", 1, "--jobs", "2")
        one.append(first[0])
        two.append(second[0])
        cost.append(second[1] / first[1])
    print(f"\n{MANY:,} lines: {spread(one)} /s with one thread, {spread(two)} /s with --jobs 2: "
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


def peak(bench, lines, count, threads):
    """The largest resident size in MiB of one run, and how many lines it answered."""
    with subprocess.Popen(["/usr/bin/time", "-f", "%M", bench.cli, "verify", "--batch", "--jobs", str(threads)],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        answers = []
        reader = threading.Thread(target=lambda: answers.append(sum(1 for _ in child.stdout)))
        reader.start()
        for i in range(0, count, len(lines)):
            child.stdin.writelines(lines[: count - i])
        child.stdin.close()
        reader.join()
        return int(child.stderr.read().split()[-1]) / 1024, answers[0]


def million(bench):
    lines = []
    for name in FORMATS:
        with open(bench.data(name), "rb") as f:
            lines += f.readlines()[:60]
    print(f"lines of {len(FORMATS)} formats in turn | --jobs 1 | --jobs 2")
    for count in (10_000, 100_000, 1_000_000):
        sizes = []
        for threads in (1, 2):
            size, answers = peak(bench, lines, count, threads)
            if answers != count:
                sys.exit(f"{answers} reports for {count} lines")
            sizes.append(f"{size:.1f} MiB")
        print(f"{count:,} | " + " | ".join(sizes), flush=True)


def main(work, rounds):
    bench = Bench(work)
    formats(bench, rounds)
    many(bench, rounds)
    jobs(bench, 2 * rounds)
    one_badge(bench, rounds)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[1] == "--million":
        million(Bench(sys.argv[2]))
    else:
        main(sys.argv[1], int(sys.argv[2]))
