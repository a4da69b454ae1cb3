/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-portfolio.h"

#include "lapel-crypto.h"
#include "lapel-document.h"
#include "lapel-html.h"
#include "page-fixture.h"

#include <string.h>

static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { NULL, "" },
    { "Größe 🌊\t\n", "Größe 🌊\t\n" },
    { "<a b=\"c\" d='e'>&amp;", "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;" },
    { "a\001b\r\033\177", "a\xef\xbf\xbd"
                          "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "cut \xc3", "cut \xef\xbf\xbd" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      lapel_html_append_text (out, cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].expected);
    }
}

static void
test_elements (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  lapel_html_append_element (out, "p", NULL, "a<b");
  lapel_html_append_element (out, "p", "subtitle", "c");
  lapel_html_append_element (out, "p", "subtitle", NULL);
  g_assert_cmpstr (out->str, ==,
                   "<p><bdi>a&lt;b</bdi></p>\n<p class=\"subtitle\"><bdi>c</bdi></p>\n");
}

/* Whatever a text says, the page around it is the page around any other text: with the escaped
 * text put back to "x" the two are the same bytes, and the escaped text holds no markup. */
static void
test_hostile_texts (void)
{
  g_autofree char *long_name = g_strnfill (10000, 'W');
  const char *const texts[] = {
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "--><!-- ]]> </style></title></svg>",
    "\xe2\x80\xae\xe2\x81\xa7 reversed",
    "%s %n &#60;b&#62;",
    long_name,
  };
  g_autofree char *plain = fixture_page_with ("x-x-x");

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) escaped = g_string_new (NULL);
      g_autofree char *html = fixture_page_with (texts[i]);
      g_autoptr (GString) page = g_string_new (html);

      lapel_html_append_text (escaped, texts[i]);
      g_assert_null (strpbrk (escaped->str, "<>\"'"));
      g_assert_cmpuint (g_string_replace (page, escaped->str, "x-x-x", 0), >, 10);
      g_assert_cmpstr (page->str, ==, plain);
    }
}

static void
test_reads_back (void)
{
  static const char presentation[] =
      "{\"type\": [\"VerifiablePresentation\"],\n \"name\": \"\\u003c/script> Größe\"}";
  g_autofree char *html = fixture_page (presentation);
  g_autoptr (GBytes) page = g_bytes_new_static (html, strlen (html));
  g_autoptr (GPtrArray) documents = NULL;
  const LapelDocument *document = NULL;

  documents = lapel_document_open (page, NULL);
  document = g_ptr_array_index (documents, 0);
  g_assert_no_error (document->error);
  g_assert_cmpstr (document->media_type, ==, "text/html");
  g_assert_cmpmem (g_bytes_get_data (document->text, NULL), g_bytes_get_size (document->text),
                   presentation, strlen (presentation));
}

/* Nothing is fetched and nothing runs: no address, no handler, one script element that is data. */
static void
test_self_contained (void)
{
  static const char *const absent[] = { "http:", "https:", "href=", "@import", "url(", "onclick" };
  g_autofree char *html = fixture_page (NULL);
  const char *script = strstr (html, "<script");

  for (size_t i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_null (strstr (html, absent[i]));
  g_assert_nonnull (script);
  g_assert_true (g_str_has_prefix (script, "<script type=\"application/vp+json\""));
  g_assert_null (strstr (script + 1, "<script"));
  g_assert_nonnull (
      strstr (html, "content=\"default-src 'none'; img-src data:; style-src 'sha256-"));
}

static void
test_policy_names_the_style (void)
{
  g_autofree char *html = fixture_page (NULL);
  const char *style = strstr (html, "<style>") + strlen ("<style>");
  size_t length = (size_t) (strstr (style, "</style>") - style);
  guint8 digest[LAPEL_HASH_MAX];
  g_autofree char *base64 = NULL;
  g_autofree char *source = NULL;

  lapel_hash (LAPEL_HASH_SHA256, style, length, digest);
  base64 = g_base64_encode (digest, 32);
  source = g_strconcat ("style-src 'sha256-", base64, "'", NULL);
  g_assert_nonnull (strstr (html, source));
}

/* One green mark over the page only where every credential has its own. */
static void
test_banner (void)
{
  g_autofree char *mixed = fixture_page (NULL);
  g_autofree char *verified = fixture_page_with ("x");

  g_assert_nonnull (strstr (mixed, "<div class=\"checked\">"));
  g_assert_nonnull (strstr (verified, "<div class=\"checked good\">"));
}

static void
test_direction (void)
{
  LapelPage page = { .language = "ar", .right_to_left = TRUE };
  g_autofree char *html = lapel_portfolio_page (&page, "{}");

  g_assert_nonnull (strstr (html, "<html lang=\"ar\" dir=\"rtl\">"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/page/escapes", test_escapes);
  g_test_add_func ("/exchange/page/elements", test_elements);
  g_test_add_func ("/exchange/page/hostile-texts", test_hostile_texts);
  g_test_add_func ("/exchange/page/reads-back", test_reads_back);
  g_test_add_func ("/exchange/page/self-contained", test_self_contained);
  g_test_add_func ("/exchange/page/policy-names-the-style", test_policy_names_the_style);
  g_test_add_func ("/exchange/page/banner", test_banner);
  g_test_add_func ("/exchange/page/direction", test_direction);
  return g_test_run ();
}
