/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-rdfc.h"

#include "lapel-error.h"
#include "lapel-rdfc-private.h"

#include <stdlib.h>
#include <string.h>

/* The hardest cases of the W3C suite that have to pass need 6,636 steps. */
#define DEFAULT_WORK 100000
#define READING_WORK 64 /* look-ups per quad; an honest dataset needs four or five */
#define LABEL_ROOM   16 /* "_:c14n" and a number below MAX_QUADS * 3 */

struct _LapelRdfcScratch
{
  LapelArena *arena;   /* owned */
  GString *text;       /* owned */
  LapelHasher *hasher; /* owned; (nullable) */
  LapelHash hash;      /* of @hasher */
};

/* A piece of the scratch text: one line with its labels filled in. */
typedef struct
{
  const char *text;
  size_t length;
} Piece;

/* Node numbers by label, and the lines seen so far: two open-addressed tables of indices. */
typedef struct
{
  uint32_t *slots; /* index + 1, 0 for free */
  uint32_t mask;
} Table;

gboolean
lapel_rdfc_spend (LapelRdfc  *self,
                  guint64     steps,
                  GError    **error)
{
  self->work += steps;
  if (self->work <= self->max_work)
    return TRUE;
  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                       "canonicalization: too many look-alike blank nodes");
  return FALSE;
}

static Table
table_new (LapelArena *arena,
           uint32_t    n_entries)
{
  Table table;
  uint32_t size = 16;

  while (size < 2 * n_entries)
    size *= 2;
  table.slots = lapel_arena_new_array (arena, uint32_t, size);
  memset (table.slots, 0, size * sizeof (uint32_t));
  table.mask = size - 1;
  return table;
}

/* Eight bytes at a time; only spreads entries over a table. */
static uint32_t
hash_bytes (const char *bytes,
            size_t      length,
            guint64     seed)
{
  guint64 hash = seed ^ length;
  guint64 word = 0;

  for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  word = 0;
  memcpy (&word, bytes, length);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (uint32_t) (hash >> 32);
}

static uint32_t
find_node (LapelRdfc          *self,
           Table              *labels,
           const LapelRdfTerm *term)
{
  uint32_t slot;

  if (term->kind != LAPEL_RDF_BLANK)
    return LAPEL_RDFC_NO_NODE;

  slot = hash_bytes (term->text, strlen (term->text), 0) & labels->mask;
  for (; labels->slots[slot] != 0; slot = (slot + 1) & labels->mask)
    {
      uint32_t node = labels->slots[slot] - 1;

      self->work++;
      if (strcmp (self->nodes[node].label, term->text) == 0)
        return node;
    }
  self->nodes[self->n_nodes].label = term->text;
  labels->slots[slot] = ++self->n_nodes;
  return self->n_nodes - 1;
}

static void
append_unless_blank (GString            *text,
                     const LapelRdfTerm *term,
                     LapelRdfEscape      escape)
{
  if (term->kind != LAPEL_RDF_BLANK)
    lapel_rdf_append_term (text, term, escape);
}

static LapelRdfcLine
write_line (const LapelRdfQuad *quad,
            LapelRdfEscape      escape,
            GString            *text)
{
  LapelRdfcLine line = { .start = (uint32_t) text->len, .predicate = quad->predicate.text };

  append_unless_blank (text, &quad->subject, escape);
  g_string_append_len (text, " <", 2);
  g_string_append (text, quad->predicate.text);
  g_string_append_len (text, "> ", 2);
  line.object_at = (uint32_t) text->len;
  append_unless_blank (text, &quad->object, escape);
  g_string_append_c (text, ' ');
  line.graph_at = (uint32_t) text->len;
  append_unless_blank (text, &quad->graph, escape);
  g_string_append (text, quad->graph.kind == LAPEL_RDF_NONE ? ".\n" : " .\n");
  line.end = (uint32_t) text->len;
  return line;
}

static gboolean
lines_equal (const LapelRdfc     *self,
             const LapelRdfcLine *a,
             const LapelRdfcLine *b)
{
  return a->subject == b->subject && a->object == b->object && a->graph == b->graph &&
         a->object_at - a->start == b->object_at - b->start &&
         a->end - a->start == b->end - b->start &&
         memcmp (self->text->str + a->start, self->text->str + b->start, a->end - a->start) == 0;
}

/* Adds @line unless the same quad is there already. */
static void
add_line (LapelRdfc           *self,
          Table               *seen,
          const LapelRdfcLine *line)
{
  guint64 seed = ((guint64) line->subject << 40) ^ ((guint64) line->object << 20) ^ line->graph;
  uint32_t slot =
      hash_bytes (self->text->str + line->start, line->end - line->start, seed) & seen->mask;

  for (; seen->slots[slot] != 0; slot = (slot + 1) & seen->mask)
    {
      self->work++;
      if (lines_equal (self, &self->lines[seen->slots[slot] - 1], line))
        return;
    }
  self->lines[self->n_lines++] = *line;
  seen->slots[slot] = self->n_lines;
}

static gboolean
read_quads (LapelRdfc       *self,
            const GArray    *quads,
            LapelRdfEscape   escape,
            GString         *text,
            LapelArena      *arena,
            GError         **error)
{
  Table labels = table_new (arena, 3 * quads->len);
  Table seen = table_new (arena, quads->len);

  self->text = text;
  self->lines = lapel_arena_new_array (arena, LapelRdfcLine, quads->len);
  self->nodes = lapel_arena_new_array (arena, LapelRdfcNode, 3 * quads->len + 1);
  for (guint i = 0; i < quads->len; i++)
    {
      const LapelRdfQuad *quad = &g_array_index (quads, LapelRdfQuad, i);
      LapelRdfcLine line = write_line (quad, escape, text);

      line.subject = find_node (self, &labels, &quad->subject);
      line.object = find_node (self, &labels, &quad->object);
      line.graph = find_node (self, &labels, &quad->graph);
      add_line (self, &seen, &line);
      /* Names made to collide in the tables cost steps, too. */
      if (!lapel_rdfc_spend (self, 0, error))
        return FALSE;
    }
  return TRUE;
}

static void
count_use (LapelRdfc *self,
           uint32_t   node)
{
  if (node != LAPEL_RDFC_NO_NODE)
    self->nodes[node + 1].first_use++;
}

static void
put_use (LapelRdfc *self,
         uint32_t  *fill,
         uint32_t   node,
         uint32_t   line)
{
  if (node != LAPEL_RDFC_NO_NODE)
    self->uses[fill[node]++] = line;
}

/* §4.4.3 step 2: which lines mention each node, once per line. */
static void
index_uses (LapelRdfc  *self,
            LapelArena *arena)
{
  uint32_t *fill = lapel_arena_new_array (arena, uint32_t, self->n_nodes + 1);

  for (uint32_t i = 0; i <= self->n_nodes; i++)
    self->nodes[i].first_use = 0;
  for (uint32_t i = 0; i < self->n_lines; i++)
    {
      const LapelRdfcLine *line = &self->lines[i];

      count_use (self, line->subject);
      if (line->object != line->subject)
        count_use (self, line->object);
      if (line->graph != line->subject && line->graph != line->object)
        count_use (self, line->graph);
    }
  for (uint32_t i = 0; i < self->n_nodes; i++)
    {
      self->nodes[i + 1].first_use += self->nodes[i].first_use;
      fill[i] = self->nodes[i].first_use;
    }

  self->uses = lapel_arena_new_array (arena, uint32_t, self->nodes[self->n_nodes].first_use);
  for (uint32_t i = 0; i < self->n_lines; i++)
    {
      const LapelRdfcLine *line = &self->lines[i];

      put_use (self, fill, line->subject, i);
      if (line->object != line->subject)
        put_use (self, fill, line->object, i);
      if (line->graph != line->subject && line->graph != line->object)
        put_use (self, fill, line->graph, i);
    }
}

static char *
put (char       *at,
     const char *text,
     size_t      length)
{
  memcpy (at, text, length);
  return at + length;
}

/* How a node is written in a line: as itself or another ("a", "z"), or by its canonical number. */
static char *
put_label (char            *at,
           const LapelRdfc *self,
           uint32_t         node,
           uint32_t         reference)
{
  char digits[12];
  size_t n = sizeof digits;
  unsigned int number;

  if (node == LAPEL_RDFC_NO_NODE)
    return at;
  if (reference != LAPEL_RDFC_NO_NODE)
    return put (at, node == reference ? "_:a" : "_:z", 3);

  number = (unsigned int) self->canonical->numbers[node];
  do
    digits[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  at = put (at, "_:c14n", 6);
  return put (at, digits + n, sizeof digits - n);
}

/* Writes @line to @at with the labels that fit @reference, or the canonical ones if that is no
 * node. */
static char *
put_line (char                *at,
          const LapelRdfc     *self,
          const LapelRdfcLine *line,
          uint32_t             reference)
{
  const char *text = self->text->str;

  at = put_label (at, self, line->subject, reference);
  at = put (at, text + line->start, line->object_at - line->start);
  at = put_label (at, self, line->object, reference);
  at = put (at, text + line->object_at, line->graph_at - line->object_at);
  at = put_label (at, self, line->graph, reference);
  return put (at, text + line->graph_at, line->end - line->graph_at);
}

/* Code point order is the order of the UTF-8 bytes. */
static int
compare_pieces (const void *a,
                const void *b)
{
  const Piece *x = a;
  const Piece *y = b;
  int sign = memcmp (x->text, y->text, MIN (x->length, y->length));

  return sign != 0 ? sign : (x->length > y->length) - (x->length < y->length);
}

/* Hash First Degree Quads, §4.6. */
static void
hash_first_degree (LapelRdfc *self,
                   uint32_t   node,
                   char      *scratch,
                   Piece     *pieces)
{
  const uint32_t *uses = self->uses + self->nodes[node].first_use;
  uint32_t n = self->nodes[node + 1].first_use - self->nodes[node].first_use;
  char *at = scratch;

  for (uint32_t i = 0; i < n; i++)
    {
      pieces[i].text = at;
      at = put_line (at, self, &self->lines[uses[i]], node);
      pieces[i].length = (size_t) (at - pieces[i].text);
    }
  qsort (pieces, n, sizeof (Piece), compare_pieces);
  for (uint32_t i = 0; i < n; i++)
    lapel_hasher_update (self->hasher, pieces[i].text, pieces[i].length);
  memset (self->nodes[node].hash, 0, LAPEL_HASH_MAX);
  lapel_hasher_finish (self->hasher, self->nodes[node].hash);
}

/* A node in the order of hashes; or, for step 5, a path and the issuer that belongs to it. */
typedef struct
{
  guint8 hash[LAPEL_HASH_MAX];
  uint32_t node;
  LapelIssuer *issuer;
} Ranked;

static int
compare_ranked (const void *a,
                const void *b)
{
  const Ranked *x = a;
  const Ranked *y = b;
  int sign = memcmp (x->hash, y->hash, LAPEL_HASH_MAX);

  return sign != 0 ? sign : (x->node > y->node) - (x->node < y->node);
}

static void
clear_ranked (gpointer data)
{
  lapel_issuer_free (((Ranked *) data)->issuer);
}

/* §4.4.3 step 5 for the @n look-alike nodes at @group. */
static gboolean
name_look_alikes (LapelRdfc     *self,
                  const Ranked  *group,
                  uint32_t       n,
                  GError       **error)
{
  g_autoptr (GArray) paths = g_array_new (FALSE, TRUE, sizeof (Ranked));

  g_array_set_clear_func (paths, clear_ranked);
  for (uint32_t i = 0; i < n; i++)
    {
      Ranked path = { .node = group[i].node };
      gboolean ok;

      if (self->canonical->numbers[path.node] >= 0)
        continue;
      /* Each path keeps an issuer as large as the dataset. */
      if (!lapel_rdfc_spend (self, self->n_nodes / 32, error))
        return FALSE;
      path.issuer = lapel_issuer_new (self->n_nodes);
      lapel_issuer_issue (path.issuer, path.node);
      ok = lapel_rdfc_hash_n_degree (self, path.node, &path.issuer, path.hash, error);
      g_array_append_val (paths, path);
      if (!ok)
        return FALSE;
    }

  g_array_sort (paths, compare_ranked);
  for (guint i = 0; i < paths->len; i++)
    {
      const LapelIssuer *issuer = g_array_index (paths, Ranked, i).issuer;

      for (uint32_t j = 0; j < issuer->n_issued; j++)
        lapel_issuer_issue (self->canonical, issuer->order[j]);
    }
  return TRUE;
}

static gboolean
name_nodes (LapelRdfc   *self,
            LapelArena  *arena,
            GError     **error)
{
  Ranked *ranked = lapel_arena_new_array (arena, Ranked, self->n_nodes);
  uint32_t next;

  for (uint32_t i = 0; i < self->n_nodes; i++)
    {
      memcpy (ranked[i].hash, self->nodes[i].hash, LAPEL_HASH_MAX);
      ranked[i].node = i;
    }
  qsort (ranked, self->n_nodes, sizeof (Ranked), compare_ranked);

  /* Those with a hash of their own come first, in its order; then the others, in theirs. */
  for (int look_alikes = 0; look_alikes < 2; look_alikes++)
    {
      for (uint32_t first = 0; first < self->n_nodes; first = next)
        {
          for (next = first + 1; next < self->n_nodes; next++)
            {
              if (memcmp (ranked[first].hash, ranked[next].hash, LAPEL_HASH_MAX) != 0)
                break;
            }
          if (look_alikes == 0 && next - first == 1)
            lapel_issuer_issue (self->canonical, ranked[first].node);
          else if (look_alikes == 1 && next - first > 1 &&
                   !name_look_alikes (self, ranked + first, next - first, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
write_sorted (const LapelRdfc *self,
              char            *scratch,
              Piece           *pieces,
              GString         *out)
{
  char *at = scratch;

  for (uint32_t i = 0; i < self->n_lines; i++)
    {
      pieces[i].text = at;
      at = put_line (at, self, &self->lines[i], LAPEL_RDFC_NO_NODE);
      pieces[i].length = (size_t) (at - pieces[i].text);
    }
  qsort (pieces, self->n_lines, sizeof (Piece), compare_pieces);
  for (uint32_t i = 0; i < self->n_lines; i++)
    g_string_append_len (out, pieces[i].text, (gssize) pieces[i].length);
}

static GHashTable *
map_labels (const LapelRdfc *self)
{
  GHashTable *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (uint32_t i = 0; i < self->n_nodes; i++)
    g_hash_table_insert (map, g_strdup (self->nodes[i].label),
                         g_strdup_printf ("c14n%d", self->canonical->numbers[i]));
  return map;
}

LapelRdfcScratch *
lapel_rdfc_scratch_new (void)
{
  LapelRdfcScratch *self = g_new0 (LapelRdfcScratch, 1);

  self->arena = lapel_arena_new (128 * 1024);
  self->text = g_string_sized_new (32 * 1024);
  return self;
}

void
lapel_rdfc_scratch_free (LapelRdfcScratch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->hasher, lapel_hasher_free);
  g_string_free (self->text, TRUE);
  lapel_arena_free (self->arena);
  g_free (self);
}

static void
scratch_reset (LapelRdfcScratch *self,
               LapelHash         hash)
{
  lapel_arena_reset (self->arena);
  g_string_truncate (self->text, 0);
  if (self->hasher != NULL && self->hash != hash)
    g_clear_pointer (&self->hasher, lapel_hasher_free);
  if (self->hasher == NULL)
    self->hasher = lapel_hasher_new (hash);
  self->hash = hash;
}

static gboolean
canonicalize (LapelRdfc               *self,
              const LapelRdfDataset   *dataset,
              const LapelRdfcOptions  *options,
              LapelRdfcScratch        *memory,
              GString                 *out,
              GError                 **error)
{
  char *scratch;
  Piece *pieces;

  self->max_work = READING_WORK * ((guint64) dataset->quads->len + 16);
  if (!read_quads (self, dataset->quads, options->escape, memory->text, memory->arena, error))
    return FALSE;

  scratch = lapel_arena_alloc (memory->arena,
                               memory->text->len + (size_t) self->n_lines * 3 * LABEL_ROOM);
  pieces = lapel_arena_new_array (memory->arena, Piece, self->n_lines);
  self->canonical = lapel_issuer_new (self->n_nodes);
  index_uses (self, memory->arena);
  for (uint32_t i = 0; i < self->n_nodes; i++)
    hash_first_degree (self, i, scratch, pieces);
  self->work = 0;
  self->max_work = options->max_work > 0 ? options->max_work : DEFAULT_WORK;
  if (!name_nodes (self, memory->arena, error))
    return FALSE;

  write_sorted (self, scratch, pieces, out);
  return TRUE;
}

gboolean
lapel_rdfc_canonicalize (const LapelRdfDataset   *dataset,
                         const LapelRdfcOptions  *options,
                         GString                 *out,
                         GHashTable             **out_labels,
                         GError                 **error)
{
  const LapelRdfcOptions defaults = { .hash = LAPEL_HASH_SHA256 };
  const LapelRdfcOptions *use = options != NULL ? options : &defaults;
  g_autoptr (LapelRdfcScratch) own = use->scratch == NULL ? lapel_rdfc_scratch_new () : NULL;
  LapelRdfcScratch *scratch = own != NULL ? own : use->scratch;
  LapelRdfc self = { .digest_size = lapel_hash_size (use->hash) };
  gboolean done;

  if (dataset->quads->len > LAPEL_RDF_MAX_QUADS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u quads", dataset->quads->len);
      return FALSE;
    }

  scratch_reset (scratch, use->hash);
  self.hasher = scratch->hasher;
  done = canonicalize (&self, dataset, use, scratch, out, error);
  if (done && out_labels != NULL)
    *out_labels = map_labels (&self);
  /* A hash that was given up still holds the part of a message. */
  if (!done)
    g_clear_pointer (&scratch->hasher, lapel_hasher_free);
  lapel_issuer_free (self.canonical);
  return done;
}
