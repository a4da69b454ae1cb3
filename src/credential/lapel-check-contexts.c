/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"
#include "lapel-iri.h"

#include <string.h>

typedef enum
{
  CONTEXT_KNOWN,
  CONTEXT_UNKNOWN,
  CONTEXT_INLINE,
  CONTEXT_MALFORMED,
} ContextKind;

static ContextKind
classify (LapelRun        *run,
          const LapelJson *item)
{
  const char *url = lapel_json_as_string (item);

  if (url == NULL)
    return lapel_json_is_object (item) ? CONTEXT_INLINE : CONTEXT_MALFORMED;
  if (!lapel_iri_is_well_formed (url))
    return CONTEXT_MALFORMED;
  if (lapel_contexts_lookup (lapel_workspace_get_contexts (run->workspace), url) == NULL)
    return CONTEXT_UNKNOWN;
  return CONTEXT_KNOWN;
}

void
lapel_run_refuse_inline_context (LapelRun *run)
{
  g_autoptr (GError) error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_CONTEXT_INLINE,
                                          "an item of @context is no URL but a context of its own");

  if (run->n_refused++ < LAPEL_MAX_REFUSALS)
    lapel_run_add_error (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CONTEXTS, LAPEL_OUTCOME_FAILED,
                         error, NULL, NULL);
}

/* One is enough to leave the meaning of all open. */
void
lapel_run_report_unknown_context (LapelRun   *run,
                                  const char *url)
{
  g_autoptr (GError) error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_CONTEXT_UNKNOWN,
                                          "the context %s is not in the bundle", url);

  if (run->unknown_context != NULL)
    return;
  run->unknown_context = url;
  lapel_run_add_error (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CONTEXTS, LAPEL_OUTCOME_UNCHECKED,
                       error, "context", url);
}

static void
check_list (LapelRun        *run,
            const LapelJson *contexts)
{
  for (uint32_t i = 0; i < lapel_json_count (contexts); i++)
    {
      const LapelJson *item = lapel_json_at (contexts, i);

      switch (classify (run, item))
        {
        case CONTEXT_INLINE:
          lapel_run_refuse_inline_context (run);
          break;
        case CONTEXT_UNKNOWN:
          lapel_run_report_unknown_context (run, lapel_json_as_string (item));
          break;
        case CONTEXT_MALFORMED:
          lapel_run_refuse (run, LAPEL_CHECK_CONTEXTS, LAPEL_CODE_MEMBER_MALFORMED, "@context");
          break;
        case CONTEXT_KNOWN:
        default:
          break;
        }
    }
}

/* Contexts may stand at any depth; nested credentials have theirs looked at by themselves. The
 * strict reader bounds the depth. */
static void
walk (LapelRun        *run,
      const LapelJson *value)
{
  if (lapel_json_is_array (value))
    for (uint32_t i = 0; i < value->n; i++)
      walk (run, &value->items[i]);
  if (!lapel_json_is_object (value))
    return;

  for (uint32_t i = 0; i < value->n; i++)
    {
      const LapelJsonMember *member = &value->members[i];

      if (strcmp (member->name, "@context") == 0)
        check_list (run, &member->value);
      else if (!lapel_credential_is_nested_member (run->credential, member->name))
        walk (run, &member->value);
    }
}

static int
find_context (const LapelJson *contexts,
              gboolean (*is_wanted) (const LapelJson *value))
{
  for (uint32_t i = 0; i < lapel_json_count (contexts); i++)
    if (is_wanted (lapel_json_at (contexts, i)))
      return (int) i;
  return -1;
}

static void
check_base (LapelRun        *run,
            const LapelJson *contexts)
{
  const char *first = lapel_json_as_string (lapel_json_at (contexts, 0));

  if (g_strcmp0 (first, LAPEL_CONTEXT_VC1) == 0 || g_strcmp0 (first, LAPEL_CONTEXT_VC2) == 0)
    return;
  lapel_run_refuse (run, LAPEL_CHECK_CONTEXTS, LAPEL_CODE_CONTEXT_MISSING,
                    run->credential->data_model == 1 ? LAPEL_CONTEXT_VC1 : LAPEL_CONTEXT_VC2);
}

/* The order decides nothing about what is signed, as the contexts protect their terms or mean the
 * same by them; hence a note. */
static void
check_place (LapelRun        *run,
             const LapelJson *contexts,
             int              position,
             int              wanted,
             const char      *url)
{
  if (position > wanted)
    lapel_run_note (run, LAPEL_CODE_CONTEXT_ORDER, "context",
                    lapel_json_as_string (lapel_json_at (contexts, (uint32_t) position)));
  if (position < 0 && run->unknown_context == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_CONTEXTS, LAPEL_CODE_CONTEXT_MISSING, url);
}

void
lapel_check_contexts (LapelRun *run)
{
  const LapelJson *document = run->credential->document;
  const LapelJson *contexts = lapel_json_get (document, "@context");
  gboolean transcript = run->credential->format == LAPEL_FORMAT_CLR2;

  walk (run, document);
  check_base (run, contexts);
  if (transcript)
    check_place (run, contexts, find_context (contexts, lapel_is_transcript_context), 1,
                 LAPEL_CONTEXT_CLR2);
  if (lapel_credential_is_open_badge (run->credential))
    check_place (run, contexts, find_context (contexts, lapel_is_open_badge_context),
                 transcript ? 2 : 1, LAPEL_CONTEXT_OB3);
}
