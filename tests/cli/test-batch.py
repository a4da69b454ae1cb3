#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-batch.py PROGRAM ROOT: lapel-cli as a filter, and checking on several threads."""

import json
import os
import subprocess
import sys
import tempfile

from harness import Cli, Skip, Tap, read_bytes

SAMPLES = ("module-1.json", "module-3.jwt", "module-5.json", "pedagogical-mentor.json")


class Test:
    def __init__(self, program, samples):
        self.folder = tempfile.TemporaryDirectory()
        self.cli = Cli(program, os.path.join(self.folder.name, "wallet"))
        self.samples = samples

    def line(self, name):
        data = read_bytes(os.path.join(self.samples, name)).strip()
        return json.dumps(json.loads(data)).encode() if name.endswith(".json") else data

    def batch(self, lines, jobs):
        return self.cli("verify", "--batch", "--jobs", jobs, stdin=b"\n".join(lines))

    def bad_lines(self):
        """Each bad line has a report of its own, and what comes after it is checked."""
        lines = [self.line("module-3.jwt"), b"", b"{", b"[" * 6_000_000, b"\0\xff", self.line("module-1.json")]
        for jobs in (1, 2, 8):
            reports = self.batch(lines, jobs).expect(65).objects()
            assert [r["source"] for r in reports] == [f"-:{i}" for i in range(1, 7)]
            assert [r["verdict"] for r in reports] == ["verified"] + ["invalid"] * 4 + ["verified"]
            codes = [r["checks"][0]["code"] for r in reports[1:5]]
            assert codes == ["empty", "json-syntax", "too-large", "not-recognised"], codes

    def order(self):
        """Lines that are done at once wait for the slow one before them, more of them than may wait."""
        slow = b'{"type":[' + b",".join(b'"%d"' % i for i in range(400_000)) + b"]}"
        lines = [slow] + [b"{"] * 2000 + [slow] + [self.line("module-3.jwt")]
        for jobs in (1, 2, 5):
            reports = self.batch(lines, jobs).expect(65).objects()
            assert [r["source"] for r in reports] == [f"-:{i}" for i in range(1, len(lines) + 1)]
            assert [r["verdict"] for r in reports] == ["undecided"] + ["invalid"] * 2000 + ["undecided", "verified"]

    def same_bytes(self):
        lines = [self.line(name) for name in SAMPLES] * 60 + [b"{"] + [self.line(name) for name in SAMPLES] * 60
        one = self.batch(lines, 1).expect(65)
        for jobs in (2, 3, 64):
            assert self.batch(lines, jobs).expect(65).raw == one.raw

    def long_lines(self):
        """Lines longer than what is read at a time, the longest that is taken, and the last without an end."""
        most = 5 * 1024 * 1024
        lines = [b'{"a":"' + b"x" * (n - 8) + b'"}' for n in (65_536, 65_535, 200_000, most, most + 1)] + [b"{"]
        for jobs in (1, 3):
            reports = self.batch(lines, jobs).expect(65).objects()
            codes = [r["checks"][0]["code"] for r in reports]
            assert codes == ["not-understood"] * 4 + ["too-large", "json-syntax"], codes

    def more_threads_than_lines(self):
        reports = self.batch([self.line("module-3.jwt"), self.line("module-1.json")], 256).expect(0).objects()
        assert [r["verdict"] for r in reports] == ["verified", "verified"]

    def nothing(self):
        for jobs in (1, 2):
            assert self.batch([], jobs).expect(0).raw == b""

    def answers_each_line(self):
        """Whoever waits for an answer before the next question gets it."""
        line = self.line("module-3.jwt") + b"\n"
        for jobs in ("1", "2", "7"):
            with subprocess.Popen([self.cli.program, "verify", "--batch", "--jobs", jobs],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
                for _ in range(20):
                    child.stdin.write(line)
                    child.stdin.flush()
                    assert json.loads(child.stdout.readline())["verdict"] == "verified"
                child.stdin.close()
                assert child.wait() == 0

    def files(self):
        """Several files on several threads: reports in their order, in words and in JSON."""
        paths = [os.path.join(self.samples, name) for name in SAMPLES] * 5
        paths.insert(7, os.path.join(self.samples, "absent"))
        for form in ([], ["--json"]):
            one = self.cli("verify", *form, *paths).expect(74)
            assert self.cli("verify", "--jobs", 3, *form, *paths).expect(74).raw == one.raw

    def usage(self):
        for jobs in ("0", "-1", "257", "two"):
            self.cli("verify", "--batch", "--jobs", jobs).expect(64)

    def documents_are_missing(self):
        self.cli("verify", "--batch", "--jobs", 4, "--documents", self.folder.name).expect(74)

    def memory(self):
        """A hundred times the lines need no more memory."""
        if b"__asan_init" in read_bytes(self.cli.program):
            raise Skip("the sanitizer keeps what was freed")
        few, many = self.peak(3_000), self.peak(300_000)
        assert many < few + 4096, f"{few} KiB, then {many} KiB"

    def peak(self, count):
        """The largest resident size in KiB of a run over so many lines."""
        child = subprocess.Popen([self.cli.program, "verify", "--batch", "--jobs", "4"],
                                 stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(count // 1000):
            child.stdin.write(b'{"a":1}\n' * 1000)
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 2, child.returncode
        return usage.ru_maxrss


def main(program, root):
    tap = Tap()
    test = Test(program, os.path.join(root, "data", "samples"))
    for name in ("bad_lines", "order", "same_bytes", "long_lines", "more_threads_than_lines", "nothing",
                 "answers_each_line", "files", "usage", "documents_are_missing", "memory"):
        tap.case(name.replace("_", " "), getattr(test, name))
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
