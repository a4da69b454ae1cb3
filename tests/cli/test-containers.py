#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-containers.py LAPEL_CLI ROOT: credentials in archives, PDF files, pictures, folders and the
backups of other wallets; and such files that were made to do harm. Prints TAP."""

import io
import json
import os
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib

from harness import Cli, Tap, plain_png, png_chunk, read_bytes, write

SVG = b'<?xml version="1.0"?>\n<!-- > --><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
QUICKLY = 20  # seconds; a bomb that went off would take minutes


def numbered(number):
    """A credential that nothing proves."""
    return json.dumps({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": f"urn:n:{number}",
        "type": ["VerifiableCredential"], "issuer": "https://issuer.example",
        "name": f"Number {number}", "credentialSubject": {"id": "urn:holder"}}).encode()


def make_zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def raw_zip(members):
    """A ZIP of (name, packed bytes, size that is claimed), all of them deflated."""
    body, directory = b"", b""
    for name, packed, size in members:
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
        directory += (b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
                      + name.encode())
        body += b"PK\x03\x04" + head + name.encode() + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def packed_zeros(mebibytes):
    """So many of zeros, without having them at hand: a block that begins anew is repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (mebibytes // 16) + packer.flush()


def make_pdf(attached, on_page=()):
    """A page, with files attached to the document and to the page."""
    objects = [b"", b"", b""]

    def add(data):
        objects.append(data)
        return len(objects)

    def add_file(name, data):
        stream = add(b"<< /Type /EmbeddedFile /Length %d >> stream\n%s\nendstream" % (len(data), data))
        return add(b"<< /Type /Filespec /F (%s) /EF << /F %d 0 R >> >>" % (name.encode(), stream))

    names = b"".join(b"(%06d) %d 0 R " % (i, add_file(name, data))
                     for i, (name, data) in enumerate(attached))
    notes = b"".join(
        b"%d 0 R " % add(b"<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 20 20] /FS %d 0 R >>"
                         % add_file(name, data)) for name, data in on_page)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    objects[1] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    objects[2] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Annots [%s] >>" % notes

    out, places = b"%PDF-1.7\n", []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                  % (len(objects) + 1, table, len(objects) + 1, len(out)))


def make_png(side, extra=b"", pixels=None):
    """A black picture of one bit a pixel."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    if pixels is None:
        pixels = zlib.compress(bytes((side + 7) // 8 + 1) * side)
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + extra + png_chunk(b"IDAT", pixels)
            + png_chunk(b"IEND", b""))


def baked_chunk(text, keyword=b"openbadgecredential"):
    return png_chunk(b"iTXt", keyword + b"\0\0\0\0\0" + text)


def make_qr(text):
    return subprocess.run(["qrencode", "-t", "PNG", "-o", "-", "-m", "4", "-s", "4"], input=text,
                          capture_output=True, check=True).stdout


def wallet_backup(credentials, **changes):
    """What the Learner Credential Wallet writes: credentials, then what belongs to the holder."""
    did = "did:key:z6MkHolder"
    rest = [{"@context": ["https://www.w3.org/ns/did/v1"], "id": did},
            {"id": did + "#key", "type": "Ed25519VerificationKey2020", "controller": did,
             "privateKeyMultibase": "zSECRET"},
            {"id": did + "#agreement", "type": "X25519KeyAgreementKey2020", "privateKeyMultibase": "zSECRET"},
            {"@context": ["https://w3id.org/wallet/v1"], "id": "urn:uuid:1", "type": "ProfileMetadata",
             "data": {"profileName": "Default"}}]
    wallet = {"@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/wallet/v1"],
              "id": "http://example.gov/wallet/3732", "type": "UniversalWallet2020",
              "status": "UNLOCKED", "contents": credentials + rest}
    return json.dumps([{**wallet, **changes}], indent=2).encode()


class Test:
    def __init__(self, program, root):
        self.folder = tempfile.TemporaryDirectory()
        self.samples = os.path.join(root, "data", "samples")
        self.program = program
        self.wallets = 0

    def sample(self, name):
        return read_bytes(os.path.join(self.samples, name))

    def new(self):
        self.wallets += 1
        return Cli(self.program, os.path.join(self.folder.name, f"wallet-{self.wallets}"))

    def write(self, name, data):
        return write(self.folder.name, name, data)

    def verify(self, name, data, status=None, *options):
        """Code and verdict of each thing in a file, by its place."""
        path = self.write(name, data)
        answer = self.new()("verify", "--json", *options, path)
        found = {}
        for report in answer.objects():
            assert report["source"].startswith(path), report["source"]
            found[report["source"][len(path):]] = report
        assert status is None or answer.status == status, (answer.status, answer.out, answer.err)
        return found

    def codes(self, name, data, status=65):
        return {place: report["checks"][0]["code"]
                for place, report in self.verify(name, data, status).items()}

    def archive(self):
        data = make_zip([("module-1.json", self.sample("module-1.json")),
                         ("more/module-2.png", self.sample("module-2.png")),
                         ("more/", b""), (".hidden/x.json", b"{"), ("__MACOSX/a", b"x"),
                         ("read me.txt", b"Hello")])
        found = self.verify("badges.zip", data, 65)
        assert list(found) == ["/module-1.json", "/more/module-2.png", "/read me.txt"], list(found)
        assert found["/module-1.json"]["verdict"] == "verified"
        assert found["/read me.txt"]["checks"][0]["code"] == "not-recognised"

        cli, path = self.new(), os.path.join(self.folder.name, "badges.zip")
        for outcome in ("new", "already"):
            results = cli("import", "--json", path).expect(65).objects()
            assert [r["outcome"] for r in results] == [outcome, outcome, "refused"], results
        assert results[1]["source"] == "badges.zip/more/module-2.png", results
        entry = next(e for e in cli.list() if e["entry"] == results[1]["entry"])["entry"]
        assert cli("show", "--original", entry).raw == self.sample("module-2.png")

    def archive_in_archive(self):
        inner = make_zip([("a.json", self.sample("module-1.json"))])
        middle = make_zip([("inner.zip", inner), ("b.json", self.sample("module-1.json"))])
        found = self.verify("middle.zip", middle, 0)
        assert list(found) == ["/inner.zip/a.json", "/b.json"], list(found)
        outer = make_zip([("middle.zip", middle)])
        assert self.codes("outer.zip", outer) == {
            "/middle.zip/inner.zip": "archive-too-deep", "/middle.zip/b.json": "ok"}

    def paths_lead_nowhere(self):
        place = os.path.join(self.folder.name, "place")
        os.makedirs(place)
        names = ["../escaped.json", "../../escaped.json", os.path.join(self.folder.name, "escaped.json")]
        path = write(place, "paths.zip", make_zip([(n, self.sample("module-1.json")) for n in names]))
        cli = self.new()
        results = cli("import", "--json", path).expect(0).objects()
        assert len(results) == 3, results
        assert os.listdir(place) == ["paths.zip"]
        left = [f for _, _, files in os.walk(self.folder.name) for f in files if "escaped" in f]
        assert left == [], left

    def hundred_thousand_entries(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(100_000):
                archive.writestr(f"{number}.json", b"{}")
        start = time.monotonic()
        assert self.codes("many.zip", out.getvalue()) == {"": "archive-too-much"}
        assert time.monotonic() - start < QUICKLY

    def thousand_entries(self):
        members = [(f"{n:04}.json", numbered(n)) for n in range(1001)]
        found = self.verify("1000.zip", make_zip(members[:1000]), 2)
        assert len(found) == 1000
        assert self.codes("1001.zip", make_zip(members)) == {"": "archive-too-much"}
        split = [(f"{i}.zip", make_zip(members[i::2])) for i in range(2)]
        codes = self.codes("split.zip", make_zip(split))
        assert codes.pop("/1.zip") == "archive-too-much" and len(codes) == 501, len(codes)

    def ten_gibibytes(self):
        packed = packed_zeros(3456)
        bomb = raw_zip([(f"{n}.json", packed, 3456 << 20) for n in range(3)])
        start = time.monotonic()
        assert self.codes("bomb.zip", bomb) == {"": "archive-too-much"}
        assert time.monotonic() - start < QUICKLY

    def ten_gibibytes_unannounced(self):
        packed = packed_zeros(3456)
        bomb = raw_zip([(f"{n}.json", packed, 1000) for n in range(3)])
        start = time.monotonic()
        codes = self.codes("liar.zip", bomb)
        assert set(codes.values()) <= {"too-large", "archive-damaged", "archive-too-much", "not-recognised",
                                       "empty"}, codes
        assert time.monotonic() - start < QUICKLY

    def broken_archives(self):
        good = make_zip([("a.json", self.sample("module-1.json")), ("b.json", b"{}")])
        assert self.codes("cut.zip", good[:200]) == {"": "archive-damaged"}
        assert self.codes("empty.zip", make_zip([])) == {"": "no-credentials"}
        locked = bytearray(make_zip([("a.json", self.sample("module-1.json"))]))
        locked[6] |= 1
        locked[locked.index(b"PK\x01\x02") + 8] |= 1
        assert self.codes("locked.zip", bytes(locked)) == {"/a.json": "password-protected"}

    def folder_of_files(self):
        folder = os.path.join(self.folder.name, "drawer")
        os.makedirs(os.path.join(folder, "2025", "may"))
        write(folder, "b.json", self.sample("module-1.json"))
        write(folder, ".hidden.json", b"{")
        write(os.path.join(folder, "2025", "may"), "a.png", self.sample("module-2.png"))
        os.symlink(folder, os.path.join(folder, "loop"))
        results = self.new()("import", "--json", folder).expect(0).objects()
        assert [r["source"] for r in results] == ["drawer/2025/may/a.png", "drawer/b.json"], results
        reports = self.new()("verify", "--json", folder).expect(0).objects()
        assert [r["source"] for r in reports] == [folder + "/2025/may/a.png", folder + "/b.json"]

    def deep_folder(self):
        deep = os.path.join(self.folder.name, "deep", *"123456789")
        os.makedirs(deep)
        write(deep, "a.json", self.sample("module-1.json"))
        report = self.new()("verify", "--json", os.path.join(self.folder.name, "deep")).expect(65).object()
        assert report["checks"][0]["code"] == "archive-too-much", report

    def array(self):
        token = self.sample("module-3.jwt").decode().strip()
        text = b'[%s,\n "%s", {"a": 1}, 5, "hello"]' % (self.sample("module-1.json"), token.encode())
        found = self.verify("array.json", text, 0)
        assert list(found) == ["#/0", "#/1"], list(found)
        path = os.path.join(self.folder.name, "array.json")
        assert self.new()("unbake", path, "#/1").expect(0).out == token
        answer = self.new()("unbake", path).expect(65)
        assert "several-credentials" in answer.err and "#/0, #/1" in answer.err, answer.err
        for broken in (b'[{"type":"VerifiableCredential"}', b"[{} {}]", b"[1,]x", b"[[[[", b'["', b"[1 2]"):
            assert self.codes("broken.json", broken) == {"": "json-syntax"}, broken
        assert self.codes("none.json", b"[1, {}]") == {"": "no-credentials"}

    def thousand_in_an_array(self):
        texts = [numbered(n) for n in range(1001)]
        assert len(self.verify("1000.json", b"[" + b",".join(texts[:1000]) + b"]", 2)) == 1000
        assert self.codes("1001.json", b"[" + b",".join(texts) + b"]") == {"": "archive-too-much"}

    def other_wallet(self):
        credentials = [json.loads(numbered(1)), json.loads(self.sample("module-1.json"))]
        path = self.write("Wallet Backup.json", wallet_backup(credentials))
        cli = self.new()
        results = cli("import", "--json", path).expect(0).objects()
        places = [r["source"] for r in results]
        assert places == ["Wallet Backup.json#/0/contents/0", "Wallet Backup.json#/0/contents/1"], places
        assert [r["verdict"] for r in results] == ["undecided", "verified"], results
        for name in os.listdir(cli.wallet):
            assert b"zSECRET" not in read_bytes(os.path.join(cli.wallet, name)), name
        again = cli("import", "--json", path).expect(0).objects()
        assert [r["outcome"] for r in again] == ["already", "already"], again

    def locked_wallet(self):
        assert self.codes("a.json", wallet_backup([], status="LOCKED")) == {"": "password-protected"}
        encrypted = {"type": ["VerifiableCredential", "EncryptedWallet"], "credentialSubject": {"jwe": {}}}
        assert self.codes("b.json", json.dumps(encrypted)) == {"": "password-protected"}
        assert self.codes("c.json", wallet_backup([])) == {"": "no-credentials"}

    def wallet_in_a_tar(self):
        """The newer backup: a file for each credential, and the holder's keys beside them."""
        profile = {"profileName": "Default", "verificationKey": {"privateKeyMultibase": "zSECRET"},
                   "credentialCids": ["bafy"]}
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, data in (("credentials/bafy.json", self.sample("module-1.json")),
                               ("profiles/default.json", json.dumps(profile).encode())):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        assert self.codes("backup.tar", out.getvalue()) == {
            "/credentials/bafy.json": "ok", "/profiles/default.json": "no-credentials"}

    def pdf(self):
        credential = self.sample("module-1.json")
        one = make_pdf([("credential.json", credential), ("invoice.xml", b"<invoice/>")])
        found = self.verify("one.pdf", one, 0)
        assert list(found) == ["/credential.json"], found
        cli = self.new()
        entry = cli("import", "--json", os.path.join(self.folder.name, "one.pdf")).expect(0).object()["entry"]
        assert cli("show", "--original", entry).raw == one
        two = make_pdf([("a.json", credential)], [("b.png", self.sample("module-2.png"))])
        assert list(self.verify("two.pdf", two, 0)) == ["/a.json", "/b.png"]
        assert self.new()("unbake", self.write("two.pdf", two), "/a.json"[1:]).expect(0).raw == credential

    def pdf_without(self):
        assert self.codes("page.pdf", make_pdf([])) == {"": "pdf-no-credential"}
        assert self.codes("photo.pdf", make_pdf([("photo.png", plain_png())])) == {"": "pdf-no-credential"}
        words = self.new()("verify", os.path.join(self.folder.name, "page.pdf")).expect(65).out
        assert "download button" in words, words
        assert self.codes("broken.pdf", b"%PDF-1.7\n" + bytes(999)) == {"": "pdf-damaged"}
        broken = make_pdf([("a.json", self.sample("module-1.json")[:400])])
        assert self.codes("inside.pdf", broken) == {"/a.json": "json-syntax"}

    def pdf_encrypted(self):
        plain = self.write("plain.pdf", make_pdf([("a.json", self.sample("module-1.json"))]))
        locked = os.path.join(self.folder.name, "locked.pdf")
        subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", plain, locked], check=True)
        assert self.codes("again.pdf", read_bytes(locked)) == {"": "password-protected"}
        subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", plain, locked], check=True)
        assert self.codes("open.pdf", read_bytes(locked), 0) == {"/a.json": "ok"}

    def pdf_with_many(self):
        attached = [(f"{n:04}.json", numbered(n)) for n in range(1001)]
        start = time.monotonic()
        assert len(self.verify("1000.pdf", make_pdf(attached[:1000]), 2)) == 1000
        assert self.codes("1001.pdf", make_pdf(attached)) == {"": "archive-too-much"}
        big = make_pdf([("a.json", bytes(33 << 20)[:1])] + [("b.txt", b"x")] * 999)
        assert self.codes("texts.pdf", big) == {"": "pdf-no-credential"}
        assert time.monotonic() - start < QUICKLY

    def pdf_in_archive(self):
        pdf = make_pdf([("a.json", self.sample("module-1.json"))])
        assert list(self.verify("mixed.zip", make_zip([("c.pdf", pdf)]), 0)) == ["/c.pdf/a.json"]

    def qr_code(self):
        folder = os.path.join(self.folder.name, "documents")
        os.makedirs(folder)
        write(folder, "a.json", self.sample("module-1.json"))
        write(folder, "documents.json", json.dumps({"documents": {"https://a.example/1": {"file": "a.json"}}}))
        picture = make_qr(b"https://a.example/1")
        assert self.codes("qr.png", picture, 74) == {"": "address-only"}
        found = self.verify("qr.png", picture, 0, "--documents", folder)
        assert [c["code"] for c in found[""]["notes"]] == ["qr-code"], found

        token = json.dumps({"@context": ["https://www.w3.org/ns/credentials/v2"],
                            "type": ["VerifiableCredential"], "issuer": "https://a.example"}).encode()
        assert self.verify("text.png", make_qr(token))[""]["verdict"] != "unreadable"
        assert self.new()("unbake", self.write("text.png", make_qr(token))).expect(0).raw == token
        for kind in ("jpg", "gif"):
            other = subprocess.run(["convert", "png:-", kind + ":-"], input=picture, capture_output=True,
                                   check=True).stdout
            assert self.codes("qr." + kind, other, 74) == {"": "address-only"}, kind
        for text in (b"WIFI:T:WPA;S:School;;", b"<svg", b"Hello"):
            assert self.codes("other.png", make_qr(text)) == {"": "picture-no-credential"}, text
        wallet = self.new()
        result = wallet("import", "--json", self.write("text.png", make_qr(token))).expect(0).object()
        assert result["outcome"] == "new", result

    def address_in_picture(self):
        """A badge of 0.5 does not say where it is hosted; the picture does."""
        folder = os.path.join(self.folder.name, "hosted")
        os.makedirs(folder)
        badge = {"recipient": "holder@school.example", "badge": {
            "version": "0.5.0", "name": "Old", "image": "https://old.example/old.png",
            "description": "An old badge.", "criteria": "https://old.example/criteria",
            "issuer": {"origin": "https://old.example", "name": "Old school"}}}
        write(folder, "a.json", json.dumps(badge))
        badge["badge"]["issuer"]["origin"] = "https://other.example"
        write(folder, "b.json", json.dumps(badge))
        write(folder, "documents.json", json.dumps({"documents": {
            "https://old.example/a": {"file": "a.json", "type": "application/json"},
            "https://old.example/b": {"file": "b.json", "type": "application/json"},
            "https://old.example/c": {"status": 410}}}))

        def verify(page, status):
            chunk = png_chunk(b"tEXt", b"openbadges\0https://old.example/" + page)
            return self.verify("old.png", make_png(64, chunk), status, "--documents", folder,
                               "--identity", "holder@school.example")[""]

        report = verify(b"a", 0)
        assert (report["title"], report["issuer"]) == ("Old", "Old school"), report
        assert report["format"] == "open-badges-0.5" and report["questions"]["yours"] == "passed", report
        report = verify(b"b", 1)
        assert "outside-scope" in [c["code"] for c in report["checks"]], report
        report = verify(b"c", None)
        assert "revoked" in report["states"], report
        report = verify(b"d", 74)
        assert report["checks"][0]["code"] == "address-only", report

    def addresses(self):
        assert self.codes("a.txt", b"https://a.example/1\n", 74) == {"": "address-only"}
        report = self.new()("verify", "--json", "https://a.example/1").expect(74).object()
        assert report["checks"][0]["code"] == "address-only", report

    def pictures_without(self):
        """Only a picture, or a damaged one: two different things to do about it."""
        cut = make_png(64, pixels=zlib.compress(bytes(9) * 64)[:-9])
        assert self.codes("whole.png", make_png(64)) == {"": "picture-no-credential"}
        assert self.codes("pixels.png", cut) == {"": "picture-damaged"}
        assert self.codes("plain.svg", SVG) == {"": "picture-no-credential"}
        assert self.codes("cut.svg", SVG[:-2]) == {"": "picture-damaged"}
        assert self.codes("cut.jpg", b"\xff\xd8\xff\xe0" + bytes(99)) == {"": "picture-damaged"}

    def sizes_of_pictures(self):
        chunk = baked_chunk(self.sample("module-1.json"))
        for side in (1, 8192):
            path = self.write(f"{side}.png", make_png(side, chunk))
            result = self.new()("import", "--json", path).expect(0).object()
            assert (result["outcome"], result["verdict"]) == ("new", "verified"), result
        assert self.codes("8192.png", make_png(8192)) == {"": "picture-no-credential"}
        assert self.codes("8193.png", make_png(8193)) == {"": "too-large"}

    def bomb_in_png(self):
        packed = zlib.compress(bytes(1 << 26))
        for kind, head in ((b"zTXt", b"\0\0"), (b"iTXt", b"\0\1\0\0\0")):
            bomb = make_png(1, png_chunk(kind, b"openbadges" + head + packed))
            assert self.codes("bomb.png", bomb) == {"": "too-large"}, kind

    def two_standards(self):
        png = make_png(1, baked_chunk(self.sample("module-1.json")) + baked_chunk(numbered(1), b"clrcredential"))
        found = self.verify("two.png", png, 2)
        assert list(found) == ["#openbadgecredential", "#clrcredential"], list(found)

    def svg(self):
        picture, baked = self.write("plain.svg", SVG), os.path.join(self.folder.name, "baked.svg")
        for name in ("module-1.json", "module-3.jwt"):
            text = os.path.join(self.samples, name)
            self.new()("bake", picture, text, baked).expect(0)
            out = self.new()("unbake", baked).expect(0).raw
            assert out.strip() == read_bytes(text).strip()
            assert not name.endswith("json") or out == read_bytes(text)
            assert self.new()("verify", baked).expect(0)
            assert "already-baked" in self.new()("bake", baked, text, baked).expect(65).err
        result = self.new()("import", "--json", baked).expect(0).object()
        assert result["outcome"] == "new", result

    def bombs_in_svg(self):
        laughs = b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 9 if n else b"ha") for n in range(12))
        start = time.monotonic()
        for subset in (b"[" + laughs + b"]", b'[<!ENTITY l SYSTEM "file:///etc/passwd">]',
                       b'[<!ENTITY % p SYSTEM "http://a.example/"> %p;]'):
            svg = b"<!DOCTYPE svg " + subset + b"><svg>&l;</svg>"
            codes = self.codes("bomb.svg", svg)
            assert codes[""] in ("xml-entity", "picture-damaged"), (subset, codes)
        external = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a.example/svg.dtd">'
        assert self.codes("dtd.svg", external + SVG.split(b"\n")[1]) == {"": "picture-no-credential"}
        assert self.codes("dtd.svg", external + b"<svg>&x;</svg>") == {"": "xml-entity"}
        assert self.codes("deep.svg", b"<svg>" * 100_000) == {"": "picture-damaged"}
        assert time.monotonic() - start < QUICKLY

    def five_hundred(self):
        """A drawer: each file one result, in order, and none stops another."""
        folder = os.path.join(self.folder.name, "500")
        os.makedirs(folder)
        for number in range(500):
            name = f"{number:03}"
            if number % 25 == 0:
                write(folder, name + ".png", make_png(8, baked_chunk(numbered(number))))
            elif number % 25 == 1:
                write(folder, name + ".zip", make_zip([("a.json", numbered(number)), ("b.txt", b"x")]))
            elif number % 10 == 2:
                write(folder, name + ".txt", b"shopping list")
            else:
                write(folder, name + ".json", numbered(number))
        results = self.new()("import", "--json", folder).expect(65).objects()
        assert [r["source"] for r in results] == sorted(r["source"] for r in results)
        counts = {o: sum(r["outcome"] == o for r in results) for o in ("new", "refused")}
        assert counts == {"new": 450, "refused": 70}, counts


def main(program, root):
    tap = Tap()
    test = Test(program, root)
    for name, function in vars(Test).items():
        if not name.startswith("_") and name not in ("sample", "new", "write", "verify", "codes"):
            tap.case(name.replace("_", " "), function, test)
    tap.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
