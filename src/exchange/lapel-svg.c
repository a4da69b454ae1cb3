/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-svg.h"

#include "lapel-exchange-codes.h"
#include "lapel-frames.h"
#include "lapel-helper.h"
#include "lapel-json.h"

#include <string.h>

/* A text and an attribute of each kind, a little over their limit. */
#define MAX_ANSWER (2 * LAPEL_N_BAKED * (LAPEL_JSON_MAX_BYTES + 11 * 1024 * 1024))

/* What the helper found of one kind. */
typedef struct
{
  unsigned int n;
  char *body;   /* (nullable) */
  char *verify; /* (nullable) */
} Element;

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static void
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error_literal (error, LAPEL_ERROR, (int) code, message);
}

/* Open Badges 2: with a text, `verify` only says where it is published. Later standards put a token
 * there and never both. */
static void
read_element (const Element *element,
              LapelBaked    *baked)
{
  gboolean has_body = !is_blank (element->body);
  gboolean has_verify = !is_blank (element->verify);
  gboolean token = has_verify && (!has_body || baked->kind != LAPEL_BAKED_OB2);
  const char *text = token ? element->verify : element->body;

  if (!has_body && !has_verify)
    {
      refuse (&baked->error, LAPEL_ERROR_PICTURE_NO_CREDENTIAL,
              "the element for the credential is empty");
      return;
    }
  if (strlen (text) > LAPEL_JSON_MAX_BYTES)
    {
      refuse (&baked->error, LAPEL_ERROR_TOO_LARGE, "the credential in the SVG exceeds 5 MiB");
      return;
    }

  baked->text = g_bytes_new (text, strlen (text));
  if (element->n > 1)
    baked->note = LAPEL_NOTE_SVG_REPEATED;
  else if (token && has_body)
    baked->note = LAPEL_NOTE_SVG_TOKEN_AND_TEXT;
  else if (element->verify != NULL && !has_verify)
    baked->note = LAPEL_NOTE_SVG_VERIFY_EMPTY;
}

/* A frame is called by the number of its kind, how many there are, and what of the first it is: "0
 * 1 body". */
static void
take_frame (const LapelFrame *frame,
            Element          *elements)
{
  g_auto (GStrv) words = g_strsplit (frame->name, " ", 3);
  guint64 kind = 0;
  guint64 n = 0;
  gsize length;
  const char *data = NULL;
  char **text = NULL;

  if (frame->data == NULL || g_strv_length (words) != 3 ||
      !g_ascii_string_to_unsigned (words[0], 10, 0, LAPEL_N_BAKED - 1, &kind, NULL) ||
      !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXUINT, &n, NULL))
    return;
  data = g_bytes_get_data (frame->data, &length);
  text = strcmp (words[2], "body") == 0 ? &elements[kind].body : &elements[kind].verify;
  g_free (*text);
  *text = g_strndup (data, length);
  elements[kind].n = (unsigned int) n;
}

static gboolean
read_elements (GBytes   *svg,
               Element  *elements,
               GError  **error)
{
  const LapelHelperRun run = {
    .program = "lapel-svg-helper",
    .max_answer = MAX_ANSWER,
    .stopped = LAPEL_ERROR_PICTURE_DAMAGED,
  };
  g_autoptr (GPtrArray) frames = lapel_helper_run_frames (&run, svg, NULL, error);

  for (unsigned int i = 0; frames != NULL && i < frames->len; i++)
    {
      LapelFrame *frame = g_ptr_array_index (frames, i);

      if (frame->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&frame->error));
          return FALSE;
        }
      take_frame (frame, elements);
    }
  return frames != NULL;
}

GPtrArray *
lapel_svg_unbake (GBytes  *svg,
                  GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_baked_free);
  Element elements[LAPEL_N_BAKED] = { 0 };
  gboolean usable = read_elements (svg, elements, error);

  for (int kind = 0; kind < LAPEL_N_BAKED; kind++)
    {
      if (usable && elements[kind].n > 0)
        {
          g_ptr_array_add (all, lapel_baked_new (kind));
          read_element (&elements[kind], g_ptr_array_index (all, all->len - 1));
        }
      g_free (elements[kind].body);
      g_free (elements[kind].verify);
    }
  if (usable && all->len == 0)
    refuse (error, LAPEL_ERROR_PICTURE_NO_CREDENTIAL, "the SVG has no element for a credential");
  return usable && all->len > 0 ? g_steal_pointer (&all) : NULL;
}
