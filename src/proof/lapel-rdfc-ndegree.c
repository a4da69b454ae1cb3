/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-rdfc-private.h"

#include <stdlib.h>
#include <string.h>

/* Each level needs stack; a path of more look-alike blank nodes than this is no credential. */
#define MAX_DEPTH 1000

typedef struct
{
  guint8 hash[LAPEL_HASH_MAX];
  uint32_t node;
} Related;

LapelIssuer *
lapel_issuer_new (uint32_t n_nodes)
{
  LapelIssuer *self = g_new (LapelIssuer, 1);

  /* One more than needed, so that there is memory even for no nodes. */
  self->numbers = g_new (int, n_nodes + 1);
  memset (self->numbers, 0xff, n_nodes * sizeof (int));
  self->order = g_new (uint32_t, n_nodes);
  self->n_issued = 0;
  self->n_nodes = n_nodes;
  return self;
}

LapelIssuer *
lapel_issuer_copy (const LapelIssuer *self)
{
  LapelIssuer *copy = g_new (LapelIssuer, 1);

  *copy = *self;
  copy->numbers = g_memdup2 (self->numbers, self->n_nodes * sizeof (int));
  copy->order = g_memdup2 (self->order, self->n_nodes * sizeof (uint32_t));
  return copy;
}

void
lapel_issuer_free (LapelIssuer *self)
{
  if (self == NULL)
    return;
  g_free (self->numbers);
  g_free (self->order);
  g_free (self);
}

int
lapel_issuer_issue (LapelIssuer *self,
                    uint32_t     node)
{
  /* The analyzer takes what g_steal_pointer () left behind for what was handed over. */
  if (self->numbers[node] < 0) /* NOLINT(clang-analyzer-core.NullDereference) */
    {
      self->numbers[node] = (int) self->n_issued;
      self->order[self->n_issued++] = node;
    }
  return self->numbers[node];
}

static void
append_hex (GString      *out,
            const guint8 *bytes,
            size_t        length)
{
  static const char digits[] = "0123456789abcdef";

  for (size_t i = 0; i < length; i++)
    {
      g_string_append_c (out, digits[bytes[i] >> 4]);
      g_string_append_c (out, digits[bytes[i] & 15]);
    }
}

/* Hash Related Blank Node, §4.7. */
static void
hash_related (const LapelRdfc     *self,
              char                 position,
              const LapelRdfcLine *line,
              const LapelIssuer   *issuer,
              GString             *scratch,
              Related             *related)
{
  g_string_truncate (scratch, 0);
  g_string_append_c (scratch, position);
  if (position != 'g')
    g_string_append_printf (scratch, "<%s>", line->predicate);
  if (self->canonical->numbers[related->node] >= 0)
    g_string_append_printf (scratch, "_:c14n%d", self->canonical->numbers[related->node]);
  else if (issuer->numbers[related->node] >= 0)
    g_string_append_printf (scratch, "_:b%d", issuer->numbers[related->node]);
  else
    append_hex (scratch, self->nodes[related->node].hash, self->digest_size);

  lapel_hasher_update (self->hasher, scratch->str, scratch->len);
  lapel_hasher_finish (self->hasher, related->hash);
}

static int
compare_related (const void *a,
                 const void *b)
{
  /* The unused end of a shorter digest is zero. */
  return memcmp (((const Related *) a)->hash, ((const Related *) b)->hash, LAPEL_HASH_MAX);
}

static int
compare_nodes (const void *a,
               const void *b)
{
  uint32_t x = *(const uint32_t *) a;
  uint32_t y = *(const uint32_t *) b;

  return (x > y) - (x < y);
}

/* Steps 1 to 3 of §4.8.3: the other blank nodes in the quads of @node, sorted by their hashes. */
static GArray *
collect_related (LapelRdfc          *self,
                 uint32_t            node,
                 const LapelIssuer  *issuer,
                 GError            **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Related));
  g_autoptr (GString) scratch = g_string_sized_new (256);
  uint32_t end = self->nodes[node + 1].first_use;

  for (uint32_t i = self->nodes[node].first_use; i < end; i++)
    {
      const LapelRdfcLine *line = &self->lines[self->uses[i]];
      const uint32_t others[] = { line->subject, line->object, line->graph };

      for (unsigned int j = 0; j < G_N_ELEMENTS (others); j++)
        {
          Related related = { .node = others[j] };

          if (others[j] == LAPEL_RDFC_NO_NODE || others[j] == node)
            continue;
          hash_related (self, "sog"[j], line, issuer, scratch, &related);
          g_array_append_val (found, related);
        }
    }
  if (!lapel_rdfc_spend (self, 1 + found->len, error))
    return NULL;
  g_array_sort (found, compare_related);
  return g_steal_pointer (&found);
}

static void
swap (uint32_t *items,
      uint32_t  a,
      uint32_t  b)
{
  uint32_t item = items[a];

  items[a] = items[b];
  items[b] = item;
}

/* Steps to the next order of @items in lexicographic sequence; FALSE after the last. */
static gboolean
next_permutation (uint32_t *items,
                  uint32_t  n)
{
  uint32_t i = n - 1;
  uint32_t j = n - 1;

  while (i > 0 && items[i - 1] >= items[i])
    i--;
  if (i == 0)
    return FALSE;
  while (items[j] <= items[i - 1])
    j--;

  swap (items, i - 1, j);
  for (uint32_t low = i, high = n - 1; low < high; low++, high--)
    swap (items, low, high);
  return TRUE;
}

/* The best path so far through one group of related nodes (steps 5.2 and 5.3). */
typedef struct
{
  GString *path;
  LapelIssuer *issuer; /* NULL until a path was chosen */
} Choice;

static gboolean
is_worse (const GString *path,
          const Choice  *choice)
{
  return choice->issuer != NULL && path->len >= choice->path->len &&
         strcmp (path->str, choice->path->str) > 0;
}

/* Step 5.4.5: goes into the nodes that were first met on this path. */
static gboolean
follow_path (LapelRdfc     *self,
             const GArray  *recursion,
             GString       *path,
             LapelIssuer  **issuer,
             const Choice  *choice,
             GError       **error)
{
  for (uint32_t i = 0; i < recursion->len; i++)
    {
      uint32_t node = g_array_index (recursion, uint32_t, i);
      guint8 hash[LAPEL_HASH_MAX];

      if (!lapel_rdfc_hash_n_degree (self, node, issuer, hash, error))
        return FALSE;
      g_string_append_printf (path, "_:b%d<", lapel_issuer_issue (*issuer, node));
      append_hex (path, hash, self->digest_size);
      g_string_append_c (path, '>');
      if (is_worse (path, choice))
        return TRUE;
    }
  return TRUE;
}

/* Step 5.4 for one permutation. */
static gboolean
try_order (LapelRdfc          *self,
           const uint32_t     *order,
           uint32_t            n,
           const LapelIssuer  *issuer,
           Choice             *choice,
           GError            **error)
{
  g_autoptr (LapelIssuer) copy = lapel_issuer_copy (issuer);
  g_autoptr (GString) path = g_string_sized_new (256);
  g_autoptr (GArray) recursion = g_array_new (FALSE, FALSE, sizeof (uint32_t));

  for (uint32_t i = 0; i < n; i++)
    {
      if (self->canonical->numbers[order[i]] >= 0)
        g_string_append_printf (path, "_:c14n%d", self->canonical->numbers[order[i]]);
      else
        {
          if (copy->numbers[order[i]] < 0)
            g_array_append_val (recursion, order[i]);
          g_string_append_printf (path, "_:b%d", lapel_issuer_issue (copy, order[i]));
        }
      if (is_worse (path, choice))
        return TRUE;
    }
  if (!follow_path (self, recursion, path, &copy, choice, error))
    return FALSE;

  if (choice->issuer == NULL || strcmp (path->str, choice->path->str) < 0)
    {
      g_string_assign (choice->path, path->str);
      lapel_issuer_free (choice->issuer);
      choice->issuer = g_steal_pointer (&copy);
    }
  return TRUE;
}

/* Steps 5.2 to 5.6 for the @n nodes of one hash; @issuer becomes the chosen path's. */
static gboolean
choose_path (LapelRdfc      *self,
             const Related  *related,
             uint32_t        n,
             LapelIssuer   **issuer,
             GString        *data,
             GError        **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (LapelIssuer) chosen = NULL;
  g_autofree uint32_t *order = g_new (uint32_t, n);
  Choice choice = { .path = path };
  gboolean ok = TRUE;

  /* Starting from the lowest order, every permutation comes once. */
  for (uint32_t i = 0; i < n; i++)
    order[i] = related[i].node;
  qsort (order, n, sizeof *order, compare_nodes);

  do
    ok = lapel_rdfc_spend (self, n + self->n_nodes / 32, error) &&
         try_order (self, order, n, *issuer, &choice, error);
  while (ok && next_permutation (order, n));

  chosen = choice.issuer;
  if (!ok)
    return FALSE;
  g_string_append_len (data, path->str, (gssize) path->len);
  lapel_issuer_free (*issuer);
  *issuer = g_steal_pointer (&chosen);
  return TRUE;
}

static gboolean
hash_groups (LapelRdfc     *self,
             const GArray  *found,
             LapelIssuer  **issuer,
             GString       *data,
             GError       **error)
{
  const Related *related = (const Related *) found->data;

  for (uint32_t first = 0, next; first < found->len; first = next)
    {
      for (next = first + 1; next < found->len; next++)
        {
          if (compare_related (&related[first], &related[next]) != 0)
            break;
        }
      append_hex (data, related[first].hash, self->digest_size);
      if (!choose_path (self, related + first, next - first, issuer, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_rdfc_hash_n_degree (LapelRdfc    *self,
                          uint32_t      node,
                          LapelIssuer **issuer,
                          guint8       *out_hash,
                          GError      **error)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GString) data = NULL;
  gboolean ok;

  if (self->depth >= MAX_DEPTH)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                   "canonicalization: more than %d look-alike blank nodes in a row", MAX_DEPTH);
      return FALSE;
    }
  found = collect_related (self, node, *issuer, error);
  if (found == NULL)
    return FALSE;

  data = g_string_sized_new (256);
  self->depth++;
  ok = hash_groups (self, found, issuer, data, error);
  self->depth--;
  if (!ok)
    return FALSE;
  lapel_hasher_update (self->hasher, data->str, data->len);
  lapel_hasher_finish (self->hasher, out_hash);
  return TRUE;
}
