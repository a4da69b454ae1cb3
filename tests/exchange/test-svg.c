/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-svg.h"

#include "lapel-exchange-codes.h"

#include <string.h>

#define OPEN                                                                                       \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">"
#define TOKEN "eyJhbGciOiJFZERTQSJ9.e30.c2ln"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
assert_text (GBytes     *text,
             const char *expected)
{
  g_assert_nonnull (text);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), expected,
                   strlen (expected));
}

static void
assert_refused (const char *text,
                int         code)
{
  g_autoptr (GBytes) svg = bytes (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_svg_unbake (svg, &error));
  g_assert_error (error, LAPEL_ERROR, code);
}

/* One credential of @svg, with its note. */
static void
assert_found (const char *text,
              const char *credential,
              const char *note)
{
  g_autoptr (GBytes) svg = bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = lapel_svg_unbake (svg, &error);
  const LapelBaked *baked = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  baked = g_ptr_array_index (all, 0);
  g_assert_no_error (baked->error);
  assert_text (baked->text, credential);
  g_assert_cmpstr (baked->note, ==, note);
}

static void
test_unbakes (void)
{
  assert_found (OPEN "<o:credential>{&quot;a&#34;:1}</o:credential></svg>", "{\"a\":1}", NULL);
  assert_found (OPEN "<g><o:credential><![CDATA[{]]><![CDATA[}]]></o:credential></g></svg>", "{}",
                NULL);
  assert_found (OPEN "<o:credential verify='" TOKEN "'/></svg>", TOKEN, NULL);
  assert_found (OPEN "<o:credential verify='" TOKEN "'>{}</o:credential></svg>", TOKEN,
                LAPEL_NOTE_SVG_TOKEN_AND_TEXT);
  assert_found (OPEN "<o:credential verify=' '>{}</o:credential></svg>", "{}",
                LAPEL_NOTE_SVG_VERIFY_EMPTY);
  assert_found (OPEN "<o:credential>{}</o:credential><o:credential>[]</o:credential></svg>", "{}",
                LAPEL_NOTE_SVG_REPEATED);
  assert_found ("<svg xmlns:b='http://openbadges.org'><b:assertion verify='https://a.example/1'>{}"
                "</b:assertion></svg>",
                "{}", NULL);
}

/* What stands in elements of others is not the credential's text. */
static void
test_text_is_direct (void)
{
  assert_found (OPEN "<o:credential>{<x>no</x>}</o:credential>no</svg>", "{}", NULL);
}

static void
test_refuses (void)
{
  assert_refused (OPEN "</svg>", LAPEL_ERROR_PICTURE_NO_CREDENTIAL);
  assert_refused (OPEN "<o:assertion>{}</o:assertion><credential>{}</credential></svg>",
                  LAPEL_ERROR_PICTURE_NO_CREDENTIAL);
  assert_refused ("<svg", LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused (OPEN "<o:credential>&nbsp;</o:credential></svg>", LAPEL_ERROR_PICTURE_DAMAGED);
  assert_refused ("<html/>", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("<svg xmlns='http://other.example'/>", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", LAPEL_ERROR_XML_ENTITY);
  assert_refused ("<!DOCTYPE svg SYSTEM 'a.dtd'><svg>&b;</svg>", LAPEL_ERROR_XML_ENTITY);
}

/* Baked, and unchanged but for it: what is taken out again is what was there. */
static void
assert_bakes (const char *picture,
              const char *credential,
              const char *expected)
{
  g_autoptr (GBytes) svg = bytes (picture);
  g_autoptr (GBytes) text = bytes (credential);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) baked = lapel_svg_bake (svg, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  assert_text (baked, expected);
  all = lapel_svg_unbake (baked, &error);
  g_assert_no_error (error);
  assert_text (((const LapelBaked *) all->pdata[0])->text, credential);
}

static void
test_bakes (void)
{
  static const char ns[] = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
  g_autofree char *plain = g_strdup_printf ("<svg a='>'%s><openbadges:credential><![CDATA[{}]]>"
                                            "</openbadges:credential></svg>",
                                            ns);
  g_autofree char *closed =
      g_strdup_printf ("<?xml version='1.0'?><!-- <svg> --><s:svg xmlns:s="
                       "'http://www.w3.org/2000/svg' %s>"
                       "<openbadges:credential verify=\"" TOKEN "\"/></s:svg>\n",
                       ns);
  g_autofree char *taken = g_strdup_printf ("<svg xmlns:openbadges='http://openbadges.org'>"
                                            "<openbadges:credential%s><![CDATA[{\"a\":\"]]]]>"
                                            "<![CDATA[>\"}]]>&#13;<![CDATA[\n]]>"
                                            "</openbadges:credential></svg>",
                                            ns);

  assert_bakes ("<svg a='>'></svg>", "{}", plain);
  assert_bakes ("<?xml version='1.0'?><!-- <svg> --><s:svg xmlns:s='http://www.w3.org/2000/svg' "
                "/>\n",
                TOKEN, closed);
  assert_bakes ("<svg xmlns:openbadges='http://openbadges.org'></svg>", "{\"a\":\"]]>\"}\r\n",
                taken);
}

static void
assert_not_baked (const char *picture,
                  const char *credential,
                  int         code)
{
  g_autoptr (GBytes) svg = bytes (picture);
  g_autoptr (GBytes) text = bytes (credential);
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_svg_bake (svg, LAPEL_BAKED_OB3, text, &error));
  g_assert_error (error, LAPEL_ERROR, code);
}

static void
test_does_not_bake (void)
{
  assert_not_baked (OPEN "<o:credential/></svg>", "{}", LAPEL_ERROR_ALREADY_BAKED);
  assert_not_baked ("<?xml version='1.0' encoding='ISO-8859-1'?><svg/>", "{}",
                    LAPEL_ERROR_ENCODING);
  assert_not_baked ("<svg/>", "{\"a\":\"\xef\xbf\xbf\"}", LAPEL_ERROR_ENCODING);
  assert_not_baked ("hello", "{}", LAPEL_ERROR_PICTURE_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/svg/unbakes", test_unbakes);
  g_test_add_func ("/exchange/svg/direct-text", test_text_is_direct);
  g_test_add_func ("/exchange/svg/refuses", test_refuses);
  g_test_add_func ("/exchange/svg/bakes", test_bakes);
  g_test_add_func ("/exchange/svg/does-not-bake", test_does_not_bake);
  return g_test_run ();
}
