/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-entry-list-private.h"

#include <string.h>

/* So many records say how often each byte stands in all of them. */
#define N_SAMPLES 64

gboolean
lapel_filter_passes (LapelFilter  filter,
                     unsigned int verdict)
{
  switch (filter)
    {
    case LAPEL_FILTER_VERIFIED:
      return verdict == LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ATTENTION:
      return verdict != LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ALL:
    default:
      return TRUE;
    }
}

/* Searching: every key goes through the texts of all records, three megabytes for 10,000. Two bytes
 * of the word, at their distance, are looked for in sixteen places at once; only where both stand
 * the whole word is compared. The rarer these two are, the less often: which bytes are rare depends
 * on the language, so they are counted. */

#define N_PLACES 16

typedef uint8_t Places __attribute__ ((vector_size (N_PLACES)));

static void
count_bytes (LapelEntryList *self,
             unsigned int   *out_counts)
{
  unsigned int step = MAX (1, self->items->len / N_SAMPLES);

  memset (out_counts, 0, 256 * sizeof (unsigned int));
  for (uint32_t i = 0; i < self->items->len; i += step)
    {
      const LapelItem *item = lapel_entry_list_get (self, i);

      for (uint32_t j = 0; j < item->search_length; j++)
        out_counts[(unsigned char) item->search[j]]++;
    }
}

/* @counts: how often each byte stands in the records */
static LapelWord
make_word (const char         *text,
           const unsigned int *counts)
{
  LapelWord word = { g_strdup (text), (uint32_t) strlen (text), 0, 0 };
  const unsigned char *bytes = (const unsigned char *) word.text;

  for (uint32_t i = 1; i < word.length; i++)
    if (counts[bytes[i]] < counts[bytes[word.rare]])
      word.rare = i;
  word.next_rare = word.rare == 0 ? word.length - 1 : 0;
  for (uint32_t i = 0; i < word.length; i++)
    if (i != word.rare && counts[bytes[i]] < counts[bytes[word.next_rare]])
      word.next_rare = i;
  return word;
}

static void
word_clear (LapelWord *word)
{
  g_free (word->text);
}

static unsigned int
count_same (GArray *old_words,
            GArray *words)
{
  unsigned int n = 0;

  while (n < old_words->len && n < words->len &&
         g_str_equal (g_array_index (old_words, LapelWord, n).text,
                      g_array_index (words, LapelWord, n).text))
    n++;
  return n;
}

void
lapel_entry_list_split_search (LapelEntryList *self,
                               gboolean        narrower)
{
  g_autoptr (GArray) old_words = self->words;
  g_auto (GStrv) texts = g_strsplit_set (self->search, " \t\n", -1);
  unsigned int counts[256];

  self->words = g_array_new (FALSE, FALSE, sizeof (LapelWord));
  g_array_set_clear_func (self->words, (GDestroyNotify) word_clear);
  if (self->search[0] != '\0')
    count_bytes (self, counts);
  for (char **text = texts; *text != NULL; text++)
    if (**text != '\0')
      {
        LapelWord word = make_word (*text, counts);

        g_array_append_val (self->words, word);
      }
  self->n_known_words = narrower ? count_same (old_words, self->words) : 0;
}

static Places
load (const char *text)
{
  Places places;

  memcpy (&places, text, sizeof places);
  return places;
}

/* Whether the word begins in one of the N_PLACES places from @text on. */
static gboolean
begins_among (const char      *text,
              const LapelWord *word)
{
  Places rare = load (text + word->rare);
  Places next_rare = load (text + word->next_rare);
  Places both = (Places) (rare == (uint8_t) word->text[word->rare]) &
                (Places) (next_rare == (uint8_t) word->text[word->next_rare]);
  uint64_t halves[2];

  memcpy (halves, &both, sizeof halves);
  if ((halves[0] | halves[1]) == 0)
    return FALSE;
  for (unsigned int i = halves[0] == 0 ? N_PLACES / 2 : 0; i < N_PLACES; i++)
    if (both[i] != 0 && memcmp (text + i, word->text, word->length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const LapelItem *item,
          const LapelWord *word)
{
  uint32_t n_starts = item->search_length - word->length + 1;
  uint32_t start = 0;

  if (word->length > item->search_length)
    return FALSE;
  for (; start + N_PLACES <= n_starts; start += N_PLACES)
    if (begins_among (item->search + start, word))
      return TRUE;
  /* The rest is looked at together with places before it, or alone where there are too few. */
  if (start < n_starts && n_starts >= N_PLACES)
    return begins_among (item->search + n_starts - N_PLACES, word);
  for (; start < n_starts; start++)
    if (memcmp (item->search + start, word->text, word->length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_words (LapelEntryList  *self,
           const LapelItem *item)
{
  for (unsigned int i = self->n_known_words; i < self->words->len; i++)
    if (!has_word (item, &g_array_index (self->words, LapelWord, i)))
      return FALSE;
  return TRUE;
}

/* Whether the bit of @value is in @set, or the set says nothing. */
static gboolean
is_in_set (unsigned int set,
           unsigned int value)
{
  return set == 0 || (set & (1u << value)) != 0;
}

static gboolean
is_in_state (const LapelCriteria *criteria,
             const LapelItem     *item)
{
  if (criteria->verdicts == 0 && criteria->states == 0)
    return TRUE;
  return (criteria->verdicts & (1u << item->verdict)) != 0 ||
         (criteria->states & item->states) != 0;
}

static gboolean
is_expiring (const LapelRecord *record,
             LapelTime          now)
{
  return record->valid_until != LAPEL_TIME_NONE && record->valid_until > now &&
         record->valid_until <= now + LAPEL_EXPIRING_SPAN;
}

static gboolean
meets (LapelEntryList *self,
       LapelItem      *item)
{
  const LapelCriteria *criteria = &self->criteria;

  if (!is_in_state (criteria, item) || !is_in_set (criteria->kinds, item->kind) ||
      !is_in_set (criteria->yours, item->yours))
    return FALSE;
  if (criteria->expiring && !is_expiring (item->record, criteria->now))
    return FALSE;
  if (criteria->issuer != NULL &&
      g_strcmp0 (criteria->issuer, lapel_record_get_issuer_token (item->record)) != 0)
    return FALSE;
  if (criteria->year != 0 && lapel_entry_list_get_year (self, item) != criteria->year)
    return FALSE;
  if (criteria->tag != NULL && !lapel_record_has_tag (item->record, criteria->tag))
    return FALSE;
  return criteria->collection == 0 || lapel_record_is_in (item->record, criteria->collection);
}

gboolean
lapel_entry_list_passes (LapelEntryList *self,
                         LapelItem      *item)
{
  return lapel_filter_passes (self->filter, item->verdict) && meets (self, item) &&
         has_words (self, item);
}

unsigned int
lapel_entry_list_count_expiring (LapelEntryList *self,
                                 LapelTime       now)
{
  unsigned int count = 0;

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), 0);

  for (unsigned int i = 0; i < self->items->len; i++)
    if (is_expiring (lapel_entry_list_get (self, i)->record, now))
      count++;
  return count;
}
