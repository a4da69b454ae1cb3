/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "lapel-picture.h"

#include <string.h>

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 96'>"
#define HEXAGON                                                                                    \
  SVG "<path d='M48 4 86 26v44L48 92 10 70V26z' fill='#1c71d8'/><path d='M48 14 77 31v34L48 82 "   \
      "19 65V31z' fill='none' stroke='#99c1f1' stroke-width='2.5'/><path d='M48 32v32M32 48h32' "  \
      "stroke='#fff' stroke-width='5' stroke-linecap='round'/></svg>"
#define DISC                                                                                       \
  SVG "<circle cx='48' cy='48' r='44' fill='#26a269'/><circle cx='48' cy='48' r='37' "             \
      "fill='none' stroke='#8ff0a4' stroke-width='2.5'/><path d='m32 49 11 11 22-24' "             \
      "fill='none' stroke='#fff' stroke-width='6' stroke-linecap='round'/></svg>"
#define SHIELD                                                                                     \
  SVG "<path d='M48 4c14 8 26 11 38 11v33c0 24-16 38-38 45C26 86 10 72 10 48V15c12 0 24-3 38-11z'" \
      " fill='#c64600'/><path d='m34 62 4-14 20-20 10 10-20 20z' fill='#ffe8c2'/></svg>"

static const LapelPageRow good_rows[] = {
  { LAPEL_OUTCOME_PASSED, "Not changed since it was issued",
    "Data Integrity signature, eddsa-rdfc-2022", "passed" },
  { LAPEL_OUTCOME_PASSED, "Issued by Harbour Academy", "The key belongs to did:key:z6MkrvfzkMnv",
    "passed" },
  { LAPEL_OUTCOME_PASSED, "Valid on that day", "From 12 March 2026, no end date", "passed" },
  { LAPEL_OUTCOME_UNCHECKED, "Withdrawal could not be checked", "The network was off",
    "not checked" },
};

static const LapelPageRow bad_rows[] = {
  { LAPEL_OUTCOME_PASSED, "Not changed since it was issued", NULL, "passed" },
  { LAPEL_OUTCOME_FAILED, "Expired on 1 June 2026", NULL, "failed" },
  { LAPEL_OUTCOME_NOT_APPLICABLE, "Names nobody", NULL, "not applicable" },
};

static const LapelPageProgress progress[] = {
  { "EdTech entrepreneurship", "4 of 6 module badges, 3.5 of 5 ECTS", 4, 6 },
  { "Pedagogical mentor", "2 of 24 steps", 2, 24 },
};

static GBytes *
draw (const char *svg)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (svg, strlen (svg));
  g_autoptr (GError) error = NULL;
  GBytes *png = lapel_picture_make_thumbnail (picture, NULL, &error);

  g_assert_no_error (error);
  return png;
}

char *
fixture_page (const char *presentation)
{
  g_autoptr (GBytes) hexagon = draw (HEXAGON);
  g_autoptr (GBytes) disc = draw (DISC);
  g_autoptr (GBytes) shield = draw (SHIELD);
  const LapelPageCredential credentials[] = {
    { "From idea to EdTech product", "Harbour Academy · badge · issued 12 March 2026",
      "1 ECTS · EQF 6", disc, LAPEL_VERDICT_VERIFIED, "Verified", good_rows, 4 },
    { "Testing with teachers", "Harbour Academy · badge · issued 21 May 2026", "1 ECTS · EQF 6",
      shield, LAPEL_VERDICT_NOT_CURRENT, "Expired", bad_rows, 3 },
    { "Spotting a need in the classroom", "Harbour Academy · badge · issued 3 February 2026", NULL,
      hexagon, LAPEL_VERDICT_UNDECIDED, "Genuine, status unknown", NULL, 0 },
    { "Pedagogical mentor", "Lindgren University · micro-credential · issued 2 October 2026",
      "5 ECTS · EQF 7", NULL, LAPEL_VERDICT_INVALID, "Not genuine", NULL, 0 },
  };
  const LapelPage page = {
    .language = "en-GB",
    .heading = "Portfolio of credentials",
    .name = "Sample Teacher",
    .prepared = "Prepared 22 November 2026 for Sample School, head teacher",
    .checked = "Checked by Lapel on 22 November 2026 at 09:14. The marks say what was found then; "
               "anybody can check again with the signed data in this file.",
    .progress_heading = "Progress towards certificates",
    .how_to_check = "This page carries the signed credentials themselves. To check them, open this "
                    "file in Lapel or run “lapel-cli verify” on it; any program that verifies W3C "
                    "Verifiable Credentials can read the data it holds.",
    .credentials = credentials,
    .n_credentials = G_N_ELEMENTS (credentials),
    .progress = progress,
    .n_progress = G_N_ELEMENTS (progress),
  };

  return lapel_portfolio_page (&page, presentation != NULL
                                          ? presentation
                                          : "{\"type\":[\"VerifiablePresentation\"]}");
}

char *
fixture_page_with (const char *text)
{
  const LapelPageRow row = { LAPEL_OUTCOME_PASSED, text, text, text };
  const LapelPageCredential credential = { text, text, text, NULL, LAPEL_VERDICT_VERIFIED,
                                           text, &row, 1 };
  const LapelPageProgress step = { text, text, 1, 2 };
  const LapelPage page = {
    .language = text,
    .heading = text,
    .name = text,
    .prepared = text,
    .checked = text,
    .progress_heading = text,
    .how_to_check = text,
    .credentials = &credential,
    .n_credentials = 1,
    .progress = &step,
    .n_progress = 1,
  };

  return lapel_portfolio_page (&page, "{}");
}
