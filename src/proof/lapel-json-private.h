/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"
#include "lapel-json.h"

#include <string.h>

G_BEGIN_DECLS

/* A word is read at a time, beyond the end of the text too, so that the scan needs no bound. */
#define LAPEL_JSON_PADDING sizeof (guint64)

/** LapelJsonReader: one reading of one text. */
typedef struct
{
  const char *source; /* as the caller gave it: strings in @text get decoded, positions stay */
  char *text;         /* a copy, with NULs behind its end */
  char *end;
  char *p;
  unsigned int depth;
  LapelArena *arena; /* borrowed */
  LapelJson *stack;  /* owned: what the open containers hold so far; names and values alternate */
  size_t n_stack;
  size_t stack_size;
  GError **error;
} LapelJsonReader;

/** Sets the error with the line and column of @at in front. Always %FALSE. */
gboolean
lapel_json_refuse (LapelJsonReader *self, const char *at, LapelError code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/** Says why the byte at hand cannot stand where @wanted should. Always %FALSE. */
gboolean lapel_json_refuse_here (LapelJsonReader *self,
                                 const char      *wanted);

/** Reads a string, at its opening quote. */
gboolean lapel_json_read_string (LapelJsonReader *self,
                                 LapelJson       *out);

/** Reads a number, at its first character. */
gboolean lapel_json_read_number (LapelJsonReader *self,
                                 LapelJson       *out);

static inline void
lapel_json_skip_blank (LapelJsonReader *self)
{
  while (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t')
    self->p++;
}

static inline gboolean
lapel_json_accept (LapelJsonReader *self,
                   char             c)
{
  if (*self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

#define LAPEL_JSON_BYTES(c) (G_GUINT64_CONSTANT (0x0101010101010101) * (guint8) (c))

/**
 * lapel_json_mark_escaped:
 * @word: eight bytes of text, the first one lowest
 *
 * Sets the top bit of each byte that a JSON string escapes: controls, the quote, the backslash. A
 * borrow can mark a byte too many, but only above a rightly marked one: only the lowest mark
 * counts.
 */
static inline guint64
lapel_json_mark_escaped (guint64 word)
{
  guint64 below_blank = word - LAPEL_JSON_BYTES (' ');
  guint64 quote = (word ^ LAPEL_JSON_BYTES ('"')) - LAPEL_JSON_BYTES (1);
  guint64 backslash = (word ^ LAPEL_JSON_BYTES ('\\')) - LAPEL_JSON_BYTES (1);

  return (below_blank | quote | backslash) & ~word & LAPEL_JSON_BYTES (0x80);
}

static inline guint64
lapel_json_load_word (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  return GUINT64_FROM_LE (word);
}

/** How many of the @length bytes at @p can stand in a JSON string as they are. */
static inline size_t
lapel_json_count_unescaped (const char *p,
                            size_t      length)
{
  size_t i = 0;

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    {
      guint64 marks = lapel_json_mark_escaped (lapel_json_load_word (p + i));

      if (marks != 0)
        return i + (size_t) __builtin_ctzll (marks) / 8;
    }
  while (i < length && (guint8) p[i] >= ' ' && p[i] != '"' && p[i] != '\\')
    i++;
  return i;
}

/**
 * lapel_json_sort_members:
 *
 * The members of @object ordered by name, and those of one name by where they stand. Sorting, not
 * hashing: what strangers wrote cannot make it slow.
 *
 * Returns: (transfer full) (array): free with g_free ()
 */
const LapelJsonMember **lapel_json_sort_members (const LapelJson *object);

G_END_DECLS
