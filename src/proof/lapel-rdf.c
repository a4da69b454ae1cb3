/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-rdf.h"

#include <string.h>

#define XSD_STRING "http://www.w3.org/2001/XMLSchema#string"

LapelRdfDataset *
lapel_rdf_dataset_new (void)
{
  LapelRdfDataset *self = g_new (LapelRdfDataset, 1);

  self->arena = lapel_arena_new (8 * 1024);
  self->quads = g_array_sized_new (FALSE, FALSE, sizeof (LapelRdfQuad), 64);
  return self;
}

void
lapel_rdf_dataset_free (LapelRdfDataset *self)
{
  if (self == NULL)
    return;
  lapel_arena_free (self->arena);
  g_array_unref (self->quads);
  g_free (self);
}

void
lapel_rdf_dataset_clear (LapelRdfDataset *self)
{
  lapel_arena_reset (self->arena);
  g_array_set_size (self->quads, 0);
}

void
lapel_rdf_dataset_add (LapelRdfDataset    *self,
                       const LapelRdfQuad *quad)
{
  g_array_append_vals (self->quads, quad, 1);
}

/* Bits of those who write the byte with an escape, or of all at the end and at a NUL. */
enum
{
  STOP_RDFC = 1 << LAPEL_RDF_ESCAPE_RDFC,
  STOP_URDNA = 1 << LAPEL_RDF_ESCAPE_URDNA,
  STOP_BOTH = STOP_RDFC | STOP_URDNA,
};

static const guint8 stops[256] = {
  STOP_BOTH,          STOP_RDFC, STOP_RDFC,         STOP_RDFC,          STOP_RDFC,
  STOP_RDFC,          STOP_RDFC, STOP_RDFC,         STOP_RDFC,          STOP_RDFC,
  STOP_BOTH,          STOP_RDFC, STOP_RDFC,         STOP_BOTH,          STOP_RDFC,
  STOP_RDFC,          STOP_RDFC, STOP_RDFC,         STOP_RDFC,          STOP_RDFC,
  STOP_RDFC,          STOP_RDFC, STOP_RDFC,         STOP_RDFC,          STOP_RDFC,
  STOP_RDFC,          STOP_RDFC, STOP_RDFC,         STOP_RDFC,          STOP_RDFC,
  STOP_RDFC,          STOP_RDFC, ['"'] = STOP_BOTH, ['\\'] = STOP_BOTH, [0x7f] = STOP_RDFC,
  [0xc0] = STOP_BOTH,
};

static void
append_nul (GString        *out,
            LapelRdfEscape  escape)
{
  if (escape == LAPEL_RDF_ESCAPE_URDNA)
    g_string_append_c (out, '\0');
  else
    g_string_append (out, "\\u0000");
}

static void
append_escaped_char (GString       *out,
                     unsigned char  c)
{
  static const char short_forms[] = {
    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'
  };

  if (c < sizeof short_forms && short_forms[c] != '\0')
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, short_forms[c]);
    }
  else
    g_string_append_printf (out, "\\u%04X", c);
}

static void
append_escaped (GString        *out,
                const char     *text,
                LapelRdfEscape  escape)
{
  const unsigned int stop = 1u << escape;
  const char *run = text;

  for (const char *p = text;; p++)
    {
      if ((stops[(unsigned char) *p] & stop) == 0)
        continue;
      g_string_append_len (out, run, p - run);
      if (*p == '\0')
        return;
      if ((unsigned char) *p == 0xc0)
        {
          append_nul (out, escape);
          p++;
        }
      else
        append_escaped_char (out, (unsigned char) *p);
      run = p + 1;
    }
}

static void
append_literal (GString            *out,
                const LapelRdfTerm *term,
                LapelRdfEscape      escape)
{
  g_string_append_c (out, '"');
  append_escaped (out, term->text, escape);
  g_string_append_c (out, '"');
  if (term->language != NULL)
    {
      g_string_append_c (out, '@');
      g_string_append (out, term->language);
    }
  else if (term->datatype != NULL && strcmp (term->datatype, XSD_STRING) != 0)
    {
      g_string_append_len (out, "^^<", 3);
      g_string_append (out, term->datatype);
      g_string_append_c (out, '>');
    }
}

void
lapel_rdf_append_term (GString            *out,
                       const LapelRdfTerm *term,
                       LapelRdfEscape      escape)
{
  switch (term->kind)
    {
    case LAPEL_RDF_IRI:
      g_string_append_c (out, '<');
      g_string_append (out, term->text);
      g_string_append_c (out, '>');
      break;
    case LAPEL_RDF_BLANK:
      g_string_append_len (out, "_:", 2);
      g_string_append (out, term->text);
      break;
    case LAPEL_RDF_LITERAL:
      append_literal (out, term, escape);
      break;
    case LAPEL_RDF_NONE:
    default:
      break;
    }
}

void
lapel_rdf_append_quad (GString            *out,
                       const LapelRdfQuad *quad,
                       LapelRdfEscape      escape)
{
  lapel_rdf_append_term (out, &quad->subject, escape);
  g_string_append_c (out, ' ');
  lapel_rdf_append_term (out, &quad->predicate, escape);
  g_string_append_c (out, ' ');
  lapel_rdf_append_term (out, &quad->object, escape);
  g_string_append_c (out, ' ');
  if (quad->graph.kind != LAPEL_RDF_NONE)
    {
      lapel_rdf_append_term (out, &quad->graph, escape);
      g_string_append_c (out, ' ');
    }
  g_string_append_len (out, ".\n", 2);
}
