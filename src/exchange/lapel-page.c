/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-portfolio.h"

#include "lapel-crypto.h"
#include "lapel-exchange-resources.h"
#include "lapel-html.h"
#include "lapel-page-marks.h"
#include "lapel-page-private.h"

#include <string.h>

#define STYLE "/org/lapel/Lapel/exchange/lapel-page.css"

/* The style by its digest (CSP 3 §8.4): what somebody slips into the page later is no style of
 * ours. */
static void
append_policy (GString *out,
               GBytes  *style)
{
  guint8 digest[LAPEL_HASH_MAX];
  g_autofree char *base64 = NULL;
  size_t size;
  const void *data = g_bytes_get_data (style, &size);

  lapel_hash (LAPEL_HASH_SHA256, data, size, digest);
  base64 = g_base64_encode (digest, lapel_hash_size (LAPEL_HASH_SHA256));
  g_string_append_printf (out,
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; "
                          "form-action 'none'\">\n",
                          base64);
}

static void
append_head (GString         *out,
             const LapelPage *page)
{
  g_autoptr (GBytes) style = g_resource_lookup_data (lapel_exchange_get_resource (), STYLE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_string_append (out, "<!DOCTYPE html>\n<html lang=\"");
  lapel_html_append_text (out, page->language);
  g_string_append_printf (out, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                          page->right_to_left ? "rtl" : "ltr");
  append_policy (out, style);
  g_string_append (out, "<meta name=\"viewport\" content=\"width=device-width\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n"
                        "<meta name=\"generator\" content=\"Lapel " LAPEL_VERSION "\">\n<title>");
  lapel_html_append_text (out, page->heading);
  g_string_append (out, " · ");
  lapel_html_append_text (out, page->name);
  g_string_append (out, "</title>\n<style>");
  g_string_append_len (out, g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
  g_string_append (out, "</style>\n</head>\n");
}

static void
append_picture (GString *out,
                GBytes  *picture)
{
  g_autofree char *base64 = NULL;
  size_t size;
  const guint8 *data;

  if (picture == NULL)
    {
      lapel_page_append_rosette (out);
      return;
    }
  data = g_bytes_get_data (picture, &size);
  base64 = g_base64_encode (data, size);
  g_string_append_printf (out,
                          "<img class=\"picture\" alt=\"\" src=\"data:image/png;base64,%s\">\n",
                          base64);
}

static void
append_row (GString            *out,
            const LapelPageRow *row)
{
  g_string_append (out, "<li>");
  lapel_page_append_outcome (out, row->outcome, row->outcome_word);
  g_string_append (out, "<div>");
  lapel_html_append_element (out, "p", NULL, row->title);
  lapel_html_append_element (out, "p", NULL, row->subtitle);
  g_string_append (out, "</div></li>\n");
}

static void
append_credential (GString                   *out,
                   const LapelPageCredential *credential)
{
  g_string_append (out, "<article class=\"credential\">\n");
  append_picture (out, credential->picture);
  g_string_append (out, "<div>\n");
  lapel_html_append_element (out, "h2", NULL, credential->title);
  lapel_html_append_element (out, "p", "subtitle", credential->subtitle);
  lapel_html_append_element (out, "p", "facts", credential->facts);
  g_string_append_printf (out, "</div>\n<div class=\"verdict %s\">",
                          lapel_page_tone_of_verdict (credential->verdict));
  lapel_page_append_verdict (out, credential->verdict);
  lapel_html_append_element (out, "p", NULL, credential->verdict_word);
  g_string_append (out, "</div>\n");

  if (credential->n_rows > 0)
    {
      g_string_append (out, "<ul class=\"rows\">\n");
      for (size_t i = 0; i < credential->n_rows; i++)
        append_row (out, &credential->rows[i]);
      g_string_append (out, "</ul>\n");
    }
  g_string_append (out, "</article>\n");
}

static void
append_progress (GString         *out,
                 const LapelPage *page)
{
  if (page->n_progress == 0)
    return;
  g_string_append (out, "<section class=\"progress\">\n");
  lapel_html_append_element (out, "h2", NULL, page->progress_heading);
  for (size_t i = 0; i < page->n_progress; i++)
    {
      const LapelPageProgress *progress = &page->progress[i];

      g_string_append (out, "<article class=\"pathway\">\n");
      lapel_page_append_ring (out, progress->done, progress->total);
      g_string_append (out, "<div>\n");
      lapel_html_append_element (out, "h3", NULL, progress->title);
      lapel_html_append_element (out, "p", "summary", progress->summary);
      g_string_append (out, "</div>\n</article>\n");
    }
  g_string_append (out, "</section>\n");
}

static gboolean
is_all_verified (const LapelPage *page)
{
  for (size_t i = 0; i < page->n_credentials; i++)
    if (page->credentials[i].verdict != LAPEL_VERDICT_VERIFIED)
      return FALSE;
  return page->n_credentials > 0;
}

/* Green stands for all or not at all: one mark over the page must not cover a credential that is
 * not verified, nor may one bad credential mark the others. */
static void
append_header (GString         *out,
               const LapelPage *page)
{
  gboolean good = is_all_verified (page);

  g_string_append (out, "<header>\n");
  lapel_html_append_element (out, "p", "heading", page->name != NULL ? page->heading : NULL);
  lapel_html_append_element (out, "h1", NULL, page->name != NULL ? page->name : page->heading);
  lapel_html_append_element (out, "p", "prepared", page->prepared);
  g_string_append_printf (out, "<div class=\"checked%s\">", good ? " good" : "");
  if (good)
    lapel_page_append_verdict (out, LAPEL_VERDICT_VERIFIED);
  else
    lapel_page_append_information (out);
  lapel_html_append_element (out, "p", NULL, page->checked);
  g_string_append (out, "</div>\n</header>\n");
}

char *
lapel_portfolio_page (const LapelPage *page,
                      const char      *presentation)
{
  g_autoptr (GString) out = NULL;

  /* A "<" could end the element it stands in; lapel_portfolio_sign () writes none. */
  g_return_val_if_fail (strchr (presentation, '<') == NULL, NULL);

  out = g_string_new (NULL);
  append_head (out, page);
  g_string_append (out, "<body>\n<main>\n");
  append_header (out, page);
  g_string_append (out, "<section>\n");
  for (size_t i = 0; i < page->n_credentials; i++)
    append_credential (out, &page->credentials[i]);
  g_string_append (out, "</section>\n");
  append_progress (out, page);
  lapel_html_append_element (out, "p", "how", page->how_to_check);
  g_string_append (out, "</main>\n" LAPEL_PAGE_START);
  g_string_append (out, presentation);
  g_string_append (out, LAPEL_PAGE_END "\n</body>\n</html>\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
