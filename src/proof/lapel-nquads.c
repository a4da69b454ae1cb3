/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-json.h"
#include "lapel-rdf.h"

#include <string.h>

/* A reader of RDF 1.1 N-Quads. The grammar's terminals are named in the comments. */

typedef struct
{
  LapelRdfDataset *dataset;
  const char *at; /* the text ends with NUL, so looking one byte ahead is always safe */
  unsigned int line;
  GString *unescaped;
} Reader;

static gboolean
refuse (const Reader  *self,
        const char    *what,
        GError       **error)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_RDF_SYNTAX, "line %u: %s", self->line, what);
  return FALSE;
}

static void
skip_blanks (Reader *self)
{
  while (*self->at == ' ' || *self->at == '\t')
    self->at++;
}

/* UCHAR: \uXXXX or \UXXXXXXXX; @self->at is behind the letter. */
static gboolean
read_uchar (Reader    *self,
            int        digits,
            gboolean   in_literal,
            GError   **error)
{
  gunichar c = 0;

  for (int i = 0; i < digits; i++, self->at++)
    {
      if (!g_ascii_isxdigit (*self->at))
        return refuse (self, "bad \\u escape", error);
      c = c * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }
  if (!g_unichar_validate (c) || (c == 0 && !in_literal))
    return refuse (self, "\\u escape names no character", error);
  if (c == 0)
    g_string_append (self->unescaped, LAPEL_RDF_NUL);
  else
    g_string_append_unichar (self->unescaped, c);
  return TRUE;
}

/* UCHAR, and ECHAR in a literal; @self->at is behind the backslash. */
static gboolean
read_escape (Reader    *self,
             gboolean   in_literal,
             GError   **error)
{
  static const char names[] = "tbnrf\"'\\";
  static const char values[] = "\t\b\n\r\f\"'\\";
  char c = *self->at++;
  const char *name;

  if (c == 'u')
    return read_uchar (self, 4, in_literal, error);
  if (c == 'U')
    return read_uchar (self, 8, in_literal, error);
  name = c != '\0' && in_literal ? strchr (names, c) : NULL;
  if (name == NULL)
    {
      self->at--;
      return refuse (self, "unknown escape", error);
    }
  g_string_append_c (self->unescaped, values[name - names]);
  return TRUE;
}

/* Reads up to @end, which is passed over; the unescaped text is copied to the dataset. */
static const char *
read_delimited (Reader  *self,
                char     end,
                GError **error)
{
  g_string_truncate (self->unescaped, 0);
  while (*self->at != end)
    {
      char c = *self->at;

      if (c == '\0' || c == '\n' || c == '\r')
        {
          refuse (self, "the line ends inside a term", error);
          return NULL;
        }
      self->at++;
      if (c != '\\')
        g_string_append_c (self->unescaped, c);
      else if (!read_escape (self, end == '"', error))
        return NULL;
    }
  self->at++;
  return lapel_arena_strndup (self->dataset->arena, self->unescaped->str, self->unescaped->len);
}

/* IRIREF; @self->at is behind the "<". */
static const char *
read_iri (Reader  *self,
          GError **error)
{
  const char *iri = read_delimited (self, '>', error);

  if (iri == NULL)
    return NULL;
  if (!lapel_iri_is_well_formed (iri))
    {
      refuse (self, "not an absolute IRI", error);
      return NULL;
    }
  return iri;
}

static gboolean
is_label_char (gunichar c,
               gboolean first)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '_' || c == ':' || (!first && (c == '-' || c == '.'));
  return first ? c != 0xd7 && c != 0xf7 && c >= 0xc0 : c == 0xb7 || c >= 0xc0;
}

/* BLANK_NODE_LABEL; @self->at is behind the "_:". */
static const char *
read_label (Reader  *self,
            GError **error)
{
  const char *start = self->at;

  while (is_label_char (g_utf8_get_char (self->at), self->at == start))
    self->at = g_utf8_next_char (self->at);
  while (self->at > start && self->at[-1] == '.')
    self->at--;
  if (self->at == start)
    {
      refuse (self, "empty blank node label", error);
      return NULL;
    }
  return lapel_arena_strndup (self->dataset->arena, start, (size_t) (self->at - start));
}

/* LANGTAG; @self->at is behind the "@". */
static const char *
read_language (Reader  *self,
               GError **error)
{
  const char *start = self->at;
  gboolean empty = TRUE;

  for (gboolean first = TRUE; g_ascii_isalnum (*self->at) || *self->at == '-'; self->at++)
    {
      if (*self->at == '-' ? empty : first && !g_ascii_isalpha (*self->at))
        break;
      empty = *self->at == '-';
      first = first && !empty;
    }
  if (self->at == start || empty)
    {
      refuse (self, "bad language tag", error);
      return NULL;
    }
  return lapel_arena_strndup (self->dataset->arena, start, (size_t) (self->at - start));
}

static gboolean
read_literal (Reader        *self,
              LapelRdfTerm  *term,
              GError       **error)
{
  term->kind = LAPEL_RDF_LITERAL;
  term->text = read_delimited (self, '"', error);
  if (term->text == NULL)
    return FALSE;
  if (*self->at == '@')
    {
      self->at++;
      term->language = read_language (self, error);
      return term->language != NULL;
    }
  if (strncmp (self->at, "^^<", 3) == 0)
    {
      self->at += 3;
      term->datatype = read_iri (self, error);
      return term->datatype != NULL;
    }
  return TRUE;
}

static gboolean
read_term (Reader        *self,
           LapelRdfTerm  *term,
           GError       **error)
{
  *term = (LapelRdfTerm){ 0 };
  skip_blanks (self);
  if (*self->at == '<')
    {
      self->at++;
      term->kind = LAPEL_RDF_IRI;
      term->text = read_iri (self, error);
      return term->text != NULL;
    }
  if (self->at[0] == '_' && self->at[1] == ':')
    {
      self->at += 2;
      term->kind = LAPEL_RDF_BLANK;
      term->text = read_label (self, error);
      return term->text != NULL;
    }
  if (*self->at == '"')
    {
      self->at++;
      return read_literal (self, term, error);
    }
  return refuse (self, "an IRI, a blank node or a literal is missing", error);
}

static gboolean
read_quad (Reader  *self,
           GError **error)
{
  LapelRdfQuad quad = { 0 };

  if (!read_term (self, &quad.subject, error) || !read_term (self, &quad.predicate, error) ||
      !read_term (self, &quad.object, error))
    return FALSE;
  skip_blanks (self);
  if (*self->at != '.' && !read_term (self, &quad.graph, error))
    return FALSE;
  if (quad.subject.kind == LAPEL_RDF_LITERAL || quad.predicate.kind != LAPEL_RDF_IRI ||
      quad.graph.kind == LAPEL_RDF_LITERAL)
    return refuse (self, "this kind of term cannot stand here", error);
  skip_blanks (self);
  if (*self->at != '.')
    return refuse (self, "the final \".\" is missing", error);
  self->at++;
  lapel_rdf_dataset_add (self->dataset, &quad);
  return TRUE;
}

static gboolean
read_line (Reader  *self,
           GError **error)
{
  skip_blanks (self);
  if (strchr ("#\r\n", *self->at) == NULL && !read_quad (self, error))
    return FALSE;
  skip_blanks (self);
  if (*self->at == '#')
    self->at += strcspn (self->at, "\r\n");
  if (*self->at == '\0')
    return TRUE;
  if (*self->at != '\r' && *self->at != '\n')
    return refuse (self, "something follows the final \".\"", error);
  if (*self->at == '\n')
    self->line++;
  self->at++;
  return TRUE;
}

LapelRdfDataset *
lapel_rdf_parse_nquads (const char  *text,
                        size_t       length,
                        GError     **error)
{
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (GString) unescaped = g_string_new (NULL);
  Reader reader = { .dataset = dataset, .line = 1, .unescaped = unescaped };

  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "%zu bytes of N-Quads", length);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_RDF_SYNTAX, "not UTF-8, or NUL in it");
      return NULL;
    }

  reader.at = lapel_arena_strndup (dataset->arena, length > 0 ? text : "", length);
  while (*reader.at != '\0')
    {
      if (!read_line (&reader, error))
        return NULL;
    }
  return g_steal_pointer (&dataset);
}
