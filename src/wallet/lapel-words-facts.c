/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words-facts.h"

#include "lapel-country.h"
#include "lapel-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Where iso-codes keeps the names of countries. */
#define COUNTRIES_DOMAIN "iso_3166-1"

/* Translators: elements of a micro-credential as the Council of the European Union lists them */
static const char *const labels[LAPEL_N_FACTS] = {
  [LAPEL_FACT_LEARNER] = N_ ("Learner"),
  [LAPEL_FACT_TITLE] = N_ ("Title"),
  [LAPEL_FACT_COUNTRY] = N_ ("Country"),
  [LAPEL_FACT_AWARDING_BODY] = N_ ("Awarding body"),
  [LAPEL_FACT_DATE] = N_ ("Date of issuing"),
  [LAPEL_FACT_LEARNING_OUTCOMES] = N_ ("Learning outcomes"),
  [LAPEL_FACT_WORKLOAD] = N_ ("Workload"),
  [LAPEL_FACT_LEVEL] = N_ ("Level"),
  [LAPEL_FACT_ASSESSMENT] = N_ ("Assessment"),
  [LAPEL_FACT_PARTICIPATION] = N_ ("Participation"),
  [LAPEL_FACT_QUALITY_ASSURANCE] = N_ ("Quality assurance"),
  [LAPEL_FACT_PREREQUISITES] = N_ ("Prerequisites"),
  [LAPEL_FACT_SUPERVISION] = N_ ("Identity check"),
  [LAPEL_FACT_GRADE] = N_ ("Result"),
  [LAPEL_FACT_STACKABILITY] = N_ ("Stackability"),
  [LAPEL_FACT_FURTHER_INFORMATION] = N_ ("Further information"),
};

static const char *const terms[LAPEL_N_FACT_TERMS] = {
  /* Translators: how somebody took part in a course */
  [LAPEL_FACT_TERM_ONLINE] = N_ ("Online"),
  [LAPEL_FACT_TERM_BLENDED] = N_ ("Blended"),
  [LAPEL_FACT_TERM_ON_SITE] = N_ ("On site"),
  [LAPEL_FACT_TERM_ON_SITE_OR_BLENDED] = N_ ("On site or blended"),
  [LAPEL_FACT_TERM_PROJECT_BASED] = N_ ("Project-based"),
  [LAPEL_FACT_TERM_WORK_BASED] = N_ ("Work-based"),
  [LAPEL_FACT_TERM_LABORATORY] = N_ ("In a laboratory"),
  [LAPEL_FACT_TERM_VOLUNTEERING] = N_ ("Volunteering"),
  [LAPEL_FACT_TERM_WORK_EXPERIENCE] = N_ ("Work experience"),
  [LAPEL_FACT_TERM_PERSONALISED] = N_ ("Personalised activities"),
  /* Translators: how it was assessed */
  [LAPEL_FACT_TERM_TESTING] = N_ ("Test"),
  [LAPEL_FACT_TERM_APPLICATION_OF_SKILL] = N_ ("Application of a skill"),
  [LAPEL_FACT_TERM_PORTFOLIO] = N_ ("Portfolio"),
  [LAPEL_FACT_TERM_PRIOR_LEARNING] = N_ ("Recognition of prior learning"),
  [LAPEL_FACT_TERM_EXAM] = N_ ("Exam"),
  [LAPEL_FACT_TERM_PERFORMANCE] = N_ ("Performance"),
  [LAPEL_FACT_TERM_ARTEFACT] = N_ ("Assessment of a piece of work"),
  /* Translators: whether somebody watched the assessment, and checked who took it */
  [LAPEL_FACT_TERM_UNSUPERVISED] = N_ ("Not supervised"),
  [LAPEL_FACT_TERM_SUPERVISED] = N_ ("Supervised"),
  [LAPEL_FACT_TERM_IDENTITY_CHECKED] = N_ ("Identity checked"),
  [LAPEL_FACT_TERM_IDENTITY_NOT_CHECKED] = N_ ("Identity not checked"),
  [LAPEL_FACT_TERM_UNSUPERVISED_UNCHECKED] = N_ ("Not supervised, identity not checked"),
  [LAPEL_FACT_TERM_SUPERVISED_UNCHECKED] = N_ ("Supervised, identity not checked"),
  [LAPEL_FACT_TERM_SUPERVISED_CHECKED] = N_ ("Supervised, identity checked"),
  [LAPEL_FACT_TERM_SUPERVISED_ONLINE] = N_ ("Supervised online"),
  [LAPEL_FACT_TERM_ON_SITE_CHECKED] = N_ ("On site, identity checked"),
  /* Translators: whether a credential is a part of a greater one, and how two belong together */
  [LAPEL_FACT_TERM_STACKABLE] = N_ ("Can be combined with others"),
  [LAPEL_FACT_TERM_NOT_STACKABLE] = N_ ("Cannot be combined with others"),
  [LAPEL_FACT_TERM_STAND_ALONE] = N_ ("Stands alone"),
  [LAPEL_FACT_TERM_PARTIAL] = N_ ("Part of a qualification"),
  [LAPEL_FACT_TERM_PARENT_OF] = N_ ("Includes others"),
  [LAPEL_FACT_TERM_CHILD_OF] = N_ ("Included in another"),
  [LAPEL_FACT_TERM_PART_OF] = N_ ("Part of another"),
  [LAPEL_FACT_TERM_PRECEDES] = N_ ("Comes before another"),
  [LAPEL_FACT_TERM_REPLACED_BY] = N_ ("Replaced by another"),
  [LAPEL_FACT_TERM_EXACT_MATCH_OF] = N_ ("The same as another"),
  [LAPEL_FACT_TERM_PEER_OF] = N_ ("A peer of another"),
  [LAPEL_FACT_TERM_RELATED_TO] = N_ ("Related to another"),
  [LAPEL_FACT_TERM_EXTENDS] = N_ ("Extends another"),
};

const char *
lapel_words_fact (LapelFactName name)
{
  g_return_val_if_fail ((unsigned int) name < LAPEL_N_FACTS, NULL);
  return _ (labels[name]);
}

static gpointer
bind_countries (gpointer data)
{
  bind_textdomain_codeset (COUNTRIES_DOMAIN, "UTF-8");
  return GINT_TO_POINTER (TRUE);
}

const char *
lapel_words_country (const char *alpha2)
{
  static GOnce once = G_ONCE_INIT;
  const char *name = lapel_country_get_name (alpha2);

  g_once (&once, bind_countries, NULL);
  return name != NULL ? dgettext (COUNTRIES_DOMAIN, name) : NULL;
}

/* In the user's way of writing numbers, without zeros at its end. */
static char *
format_number (double number)
{
  return g_strdup_printf ("%.15g", number);
}

/* The form of plural for a number that may have a fraction: half a credit is not one. */
static unsigned long
plural (double number)
{
  return floor (number) == number ? (unsigned long) number : (unsigned long) number + 2;
}

static char *
credits_text (const LapelFactValue *value)
{
  g_autofree char *number = format_number (value->number);

  switch (value->unit)
    {
    case LAPEL_FACT_UNIT_ECTS:
      /* Translators: credits of the European Credit Transfer System. Where they have a name of
       * their own it can stand beside, as in “%s ECTS (%s EAP)”: write %1$s twice */
      return g_strdup_printf (_ ("%s ECTS"), number);
    case LAPEL_FACT_UNIT_ECVET:
      /* Translators: points of the European Credit System for Vocational Education and Training */
      return g_strdup_printf (ngettext ("%s ECVET point", "%s ECVET points",
                                        plural (value->number)),
                              number);
    case LAPEL_FACT_UNIT_UNKNOWN:
    default:
      return g_strdup_printf (ngettext ("%s credit of unknown unit", "%s credits of unknown unit",
                                        plural (value->number)),
                              number);
    }
}

typedef enum
{
  SPAN_YEARS,
  SPAN_MONTHS,
  SPAN_DAYS,
  SPAN_HOURS,
  SPAN_MINUTES,
  SPAN_SECONDS,
} Span;

static char *
span_text (Span         span,
           unsigned int n)
{
  switch (span)
    {
    case SPAN_YEARS:
      return g_strdup_printf (ngettext ("%u year", "%u years", n), n);
    case SPAN_MONTHS:
      return g_strdup_printf (ngettext ("%u month", "%u months", n), n);
    case SPAN_DAYS:
      return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
    case SPAN_HOURS:
      return g_strdup_printf (ngettext ("%u hour", "%u hours", n), n);
    case SPAN_MINUTES:
      return g_strdup_printf (ngettext ("%u minute", "%u minutes", n), n);
    case SPAN_SECONDS:
    default:
      return g_strdup_printf (ngettext ("%u second", "%u seconds", n), n);
    }
}

/* "2 hours 30 minutes"; no time at all is 0 hours. */
static char *
duration_text (const LapelDuration *duration)
{
  const unsigned int parts[] = { duration->years, duration->months,  duration->days,
                                 duration->hours, duration->minutes, duration->seconds };
  char *text = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = parts[i] > 0 ? span_text ((Span) i, parts[i]) : NULL;
      g_autofree char *before = part != NULL ? g_steal_pointer (&text) : NULL;

      if (part == NULL)
        continue;
      /* Translators: a span of time, as in “2 hours 30 minutes” */
      text = before == NULL ? g_steal_pointer (&part) : g_strdup_printf (_ ("%s %s"), before, part);
    }
  return text != NULL ? text : span_text (SPAN_HOURS, 0);
}

static char *
labelled_duration_text (const LapelFactValue *value)
{
  g_autofree char *text = duration_text (&value->duration);

  if (value->label == NULL)
    return g_steal_pointer (&text);
  /* Translators: an activity, and how long it took */
  return g_strdup_printf (_ ("%1$s: %2$s"), value->label, text);
}

/* A day as it was named, whatever the zone of whoever reads it. */
static char *
day_text (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);

  /* Translators: a date such as "12 March 2026"; see the manual of g_date_time_format () for the
   * marks */
  return date == NULL ? g_strdup (day) : g_date_time_format (date, _ ("%-d %B %Y"));
}

static char *
grade_text (const LapelFactValue *value)
{
  if (value->label != NULL && value->code != NULL)
    /* Translators: a result: what was assessed, the points, and how many there were to have */
    return g_strdup_printf (_ ("%1$s: %2$s of %3$s"), value->label, value->stated, value->code);
  if (value->code != NULL)
    /* Translators: a result: the points, and how many there were to have */
    return g_strdup_printf (_ ("%1$s of %2$s"), value->stated, value->code);
  if (value->label != NULL)
    /* Translators: a result: what was assessed, and the grade */
    return g_strdup_printf (_ ("%1$s: %2$s"), value->label, value->stated);
  return g_strdup (value->stated);
}

static char *
identity_text (const LapelFactValue *value)
{
  if (value->flags & LAPEL_FACT_FLAG_HASHED)
    return g_strdup (g_strcmp0 (value->code, "emailAddress") == 0
                         ? _ ("An e-mail address that only its owner can recognise")
                         : _ ("An identity that only its owner can recognise"));
  return g_strdup (value->stated);
}

char *
lapel_words_fact_value (const LapelFactValue *value)
{
  if (value->flags & LAPEL_FACT_FLAG_NOT_UNDERSTOOD)
    /* Translators: %s is what stands in a credential and cannot be read */
    return g_strdup_printf (_ ("Stated but not understood: “%s”"), value->stated);

  switch (value->type)
    {
    case LAPEL_FACT_TYPE_COUNTRY:
      return g_strdup (lapel_words_country (value->code));
    case LAPEL_FACT_TYPE_DATE:
      return day_text (value->day);
    case LAPEL_FACT_TYPE_CREDITS:
      return credits_text (value);
    case LAPEL_FACT_TYPE_DURATION:
      return labelled_duration_text (value);
    case LAPEL_FACT_TYPE_LEVEL:
      /* Translators: a level of the European Qualifications Framework, as in “EQF 6” */
      return g_strdup_printf (_ ("EQF %d"), (int) value->number);
    case LAPEL_FACT_TYPE_TERM:
      return g_strdup (_ (terms[value->term]));
    case LAPEL_FACT_TYPE_GRADE:
      return grade_text (value);
    case LAPEL_FACT_TYPE_IDENTITY:
      return identity_text (value);
    case LAPEL_FACT_TYPE_TEXT:
    case LAPEL_FACT_TYPE_LINK:
    default:
      if (value->flags & LAPEL_FACT_FLAG_CRITERIA)
        return g_strdup (_ ("Described in the text on how it was earned"));
      return g_strdup (value->stated);
    }
}

static char *
join_values (const LapelFact *fact)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (uint32_t i = 0; i < fact->n_values; i++)
    {
      char *text = lapel_words_fact_value (&fact->values[i]);

      /* Two that are told apart by an URI alone read the same. */
      if (g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_free (text);
      else
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_add (texts, NULL);
  /* Translators: stands between the values of a list, as in “25 hours · 1 ECTS” */
  return g_strjoinv (_ (" · "), (char **) texts->pdata);
}

char *
lapel_words_fact_text (const LapelFact *fact)
{
  switch (fact->state)
    {
    case LAPEL_FACT_NOT_STATED:
      return g_strdup (_ ("Not stated by the issuer"));
    case LAPEL_FACT_NO_PLACE:
      return g_strdup (_ ("This format has no place for it"));
    case LAPEL_FACT_STATED:
    case LAPEL_FACT_NOT_UNDERSTOOD:
    default:
      return join_values (fact);
    }
}

static const char *
flag_note (unsigned int flags)
{
  if (flags & LAPEL_FACT_FLAG_IMPLAUSIBLE)
    return _ ("So it stands there, and it is hardly what was meant.");
  if (flags & LAPEL_FACT_FLAG_LOCAL_MIDNIGHT)
    return _ ("It was written as midnight in a time zone of Europe.");
  if (flags & LAPEL_FACT_FLAG_NO_ZONE)
    return _ ("It was written without a time zone.");
  if (flags & LAPEL_FACT_FLAG_BY_LABEL)
    return _ ("Known by its name: the issuer made up a code for it.");
  return NULL;
}

char *
lapel_words_fact_note (const LapelFact *fact)
{
  if (fact->state == LAPEL_FACT_NO_PLACE)
    return g_strdup (_ ("It may be described in the text on how it was earned."));
  for (uint32_t i = 0; i < fact->n_values; i++)
    {
      const LapelFactValue *value = &fact->values[i];
      const char *note = flag_note (value->flags);

      if (note == NULL)
        continue;
      /* Translators: what stands in a credential, and a remark on it */
      return g_strdup_printf (_ ("“%1$s”: %2$s"), value->stated, note);
    }
  return NULL;
}

char *
lapel_words_facts_count (const LapelFacts *facts)
{
  unsigned int stated = lapel_facts_count_stated (facts);

  /* Translators: of the elements that a micro-credential must state, how many this one does */
  return g_strdup_printf (ngettext ("%u of %u stated", "%u of %u stated", stated), stated,
                          LAPEL_N_MANDATORY_FACTS);
}

char *
lapel_words_competence (const LapelCompetence *competence)
{
  switch (competence->framework)
    {
    case LAPEL_FRAMEWORK_DIGCOMPEDU:
      if (competence->level[0] != '\0')
        /* Translators: a competence of the framework DigCompEdu, and the level of it */
        return g_strdup_printf (_ ("DigCompEdu %1$s (%2$s)"), competence->code, competence->level);
      return g_strdup_printf (_ ("DigCompEdu %s"), competence->code);
    case LAPEL_FRAMEWORK_EQF:
      return g_strdup_printf (_ ("EQF %d"), competence->code[0] - '0');
    case LAPEL_FRAMEWORK_DIGCOMP:
    case LAPEL_FRAMEWORK_ESCO_SKILL:
    case LAPEL_FRAMEWORK_ESCO_OCCUPATION:
    default:
      return g_strdup (competence->name != NULL ? competence->name : competence->url);
    }
}
