/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts-private.h"

#include <string.h>

#define SNB_MODE        "http://data.europa.eu/snb/learning-assessment/"
#define SNB_SUPERVISION "http://data.europa.eu/snb/supervision-verification/"

typedef struct
{
  LapelFactName name;
  LapelFactTerm term;
  const char *text; /* a URI, or a label in lower case */
} Entry;

static const Entry by_uri[] = {
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ONLINE, SNB_MODE "920fbb3cbe" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_BLENDED, SNB_MODE "e92d221e4d" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ON_SITE, SNB_MODE "9191af2ed9" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_PROJECT_BASED, SNB_MODE "7813801c77" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_WORK_BASED, SNB_MODE "729f3bed4b" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_LABORATORY, SNB_MODE "ed4c557045" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_UNSUPERVISED_UNCHECKED, SNB_SUPERVISION "c598449d64" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_SUPERVISED_CHECKED, SNB_SUPERVISION "70be69aaf9" },
};

/* Labels of the European vocabularies, words of the Dutch profile of Open Badges 3.0 and of
 * 1EdTech's assessment extension. */
static const Entry by_label[] = {
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ONLINE, "online" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_BLENDED, "blended" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_BLENDED, "blended learning" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ON_SITE, "presential" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ON_SITE, "on-site" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ON_SITE, "onsite" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_ON_SITE_OR_BLENDED, "onsite or blended" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_PROJECT_BASED, "project based" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_WORK_BASED, "work-based" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_WORK_BASED, "work based" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_VOLUNTEERING, "volunteering" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_WORK_EXPERIENCE, "work experience" },
  { LAPEL_FACT_PARTICIPATION, LAPEL_FACT_TERM_PERSONALISED, "personalized learning activities" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_TESTING, "testing" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_APPLICATION_OF_SKILL, "application of a skill" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_PORTFOLIO, "portfolio" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_PRIOR_LEARNING, "recognition of prior learning" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_EXAM, "exam" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_PERFORMANCE, "performance" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_ARTEFACT, "artifact" },
  { LAPEL_FACT_ASSESSMENT, LAPEL_FACT_TERM_ARTEFACT, "artefact assessment" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_UNSUPERVISED_UNCHECKED,
    "unsupervised with no identity verification" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_UNSUPERVISED_UNCHECKED,
    "unsupervised without id verification" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_SUPERVISED_UNCHECKED,
    "supervised with no identity verification" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_SUPERVISED_CHECKED, "supervised with id verification" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_SUPERVISED_ONLINE, "supervised online" },
  { LAPEL_FACT_SUPERVISION, LAPEL_FACT_TERM_ON_SITE_CHECKED, "onsite with identity verification" },
  /* CLR 2.0 associations */
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_PARENT_OF, "isparentof" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_CHILD_OF, "ischildof" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_PART_OF, "ispartof" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_PRECEDES, "precedes" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_REPLACED_BY, "replacedby" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_EXACT_MATCH_OF, "exactmatchof" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_PEER_OF, "ispeerof" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_RELATED_TO, "isrelatedto" },
  { LAPEL_FACT_STACKABILITY, LAPEL_FACT_TERM_EXTENDS, "extends" },
};

LapelFactTerm
lapel_fact_term_of_uri (LapelFactName  name,
                        const char    *uri)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (by_uri); i++)
    if (by_uri[i].name == name && strcmp (by_uri[i].text, uri) == 0)
      return by_uri[i].term;
  return LAPEL_FACT_TERM_NONE;
}

LapelFactTerm
lapel_fact_term_of_label (LapelFactName  name,
                          const char    *label)
{
  g_autofree char *plain = g_strstrip (g_ascii_strdown (label, -1));

  for (unsigned int i = 0; i < G_N_ELEMENTS (by_label); i++)
    if (by_label[i].name == name && strcmp (by_label[i].text, plain) == 0)
      return by_label[i].term;
  return LAPEL_FACT_TERM_NONE;
}
