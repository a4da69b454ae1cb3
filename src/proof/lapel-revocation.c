/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-revocation.h"

#include "lapel-certificate-private.h"

#include <openssl/ocsp.h>

/** One question: was this certificate, of this issuer, good then? All borrowed. */
typedef struct
{
  X509 *certificate;
  X509 *issuer;
  LapelTime at;
  LapelTime not_after;
} Question;

/** What one statement says. */
typedef struct
{
  gboolean revoked;
  LapelTime since;
  LapelTime said;
  LapelTime until; /* when the next one is due, or %LAPEL_TIME_NONE */
} Statement;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_CERTID, OCSP_CERTID_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)

/* Whether @said speaks for the moment asked for. After the certificate ran out, authorities need
 * not remember it any more. */
static gboolean
covers (const Question  *question,
        const Statement *said)
{
  if (said->said == LAPEL_TIME_NONE || said->said > question->not_after)
    return FALSE;
  return said->said >= question->at ||
         (said->until != LAPEL_TIME_NONE && said->until >= question->at);
}

static void
take (const Question  *question,
      const Statement *said,
      const char      *source,
      LapelRevocation *out)
{
  LapelRevocationStatus status = said->revoked ? LAPEL_REVOCATION_REVOKED : LAPEL_REVOCATION_GOOD;

  if (!said->revoked && (!covers (question, said) || out->status == LAPEL_REVOCATION_REVOKED))
    return;
  *out = (LapelRevocation){ status, said->said, said->revoked ? said->since : LAPEL_TIME_NONE,
                            source };
}

/* OCSP */

static OCSP_BASICRESP *
read_response (GBytes *bytes)
{
  size_t length = 0;
  const unsigned char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (OCSP_RESPONSE) response =
      length <= G_MAXINT ? d2i_OCSP_RESPONSE (NULL, &data, (long) length) : NULL;

  if (response == NULL || OCSP_response_status (response) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
    return NULL;
  return OCSP_response_get1_basic (response);
}

static gboolean
speaks_of (OCSP_SINGLERESP *single,
           const Question  *question)
{
  const OCSP_CERTID *id = OCSP_SINGLERESP_get0_id (single);
  g_autoptr (OCSP_CERTID) own = NULL;
  ASN1_OBJECT *digest = NULL;
  const EVP_MD *algorithm;

  if (OCSP_id_get0_info (NULL, &digest, NULL, NULL, (OCSP_CERTID *) id) != 1)
    return FALSE;
  algorithm = EVP_get_digestbyobj (digest);
  own = algorithm != NULL ? OCSP_cert_to_id (algorithm, question->certificate, question->issuer)
                          : NULL;
  return own != NULL && OCSP_id_cmp (own, id) == 0;
}

/* Signed by the issuer, or by one whom the issuer allowed to, at the time it was. */
static gboolean
is_authorised (OCSP_BASICRESP  *response,
               const GPtrArray *pool,
               const Question  *question)
{
  LapelTime made = lapel_asn1_time (OCSP_resp_get0_produced_at (response));
  g_autoptr (LapelX509Stack) certificates = lapel_x509_stack_new (pool);
  g_autoptr (X509_STORE) store = NULL;

  if (made == LAPEL_TIME_NONE)
    return FALSE;
  store = lapel_x509_store_new (question->issuer, made);
  return OCSP_basic_verify (response, certificates, store, OCSP_NOEXPLICIT) == 1;
}

static void
ask_response (GBytes          *bytes,
              const GPtrArray *pool,
              const Question  *question,
              LapelRevocation *out)
{
  g_autoptr (OCSP_BASICRESP) response = read_response (bytes);
  gboolean authorised = FALSE;

  for (int i = 0; response != NULL && i < OCSP_resp_count (response); i++)
    {
      OCSP_SINGLERESP *single = OCSP_resp_get0 (response, i);
      ASN1_GENERALIZEDTIME *since = NULL, *said = NULL, *until = NULL;
      int status = OCSP_single_get0_status (single, NULL, &since, &said, &until);
      Statement statement = { status == V_OCSP_CERTSTATUS_REVOKED, lapel_asn1_time (since),
                              lapel_asn1_time (said), lapel_asn1_time (until) };

      if (status == V_OCSP_CERTSTATUS_UNKNOWN || !speaks_of (single, question))
        continue;
      /* Asked once: it costs as much as the response is long, and a long one has many answers. */
      authorised = authorised || is_authorised (response, pool, question);
      if (!authorised)
        return;
      take (question, &statement, "OCSP", out);
    }
}

/* Lists */

static X509_CRL *
read_list (GBytes *bytes)
{
  size_t length = 0;
  const unsigned char *data = g_bytes_get_data (bytes, &length);

  return length <= G_MAXINT ? d2i_X509_CRL (NULL, &data, (long) length) : NULL;
}

/* A list with a critical extension is a part of one, or somebody else's; what is not on it says
 * nothing. */
static gboolean
is_whole_list_of (X509_CRL       *list,
                  const Question *question)
{
  return X509_NAME_cmp (X509_CRL_get_issuer (list), X509_get_subject_name (question->issuer)) ==
             0 &&
         X509_CRL_verify (list, X509_get0_pubkey (question->issuer)) == 1 &&
         X509_CRL_get_ext_by_critical (list, 1, -1) < 0;
}

static void
ask_list (GBytes          *bytes,
          const Question  *question,
          LapelRevocation *out)
{
  g_autoptr (X509_CRL) list = read_list (bytes);
  X509_REVOKED *entry = NULL;
  Statement statement = { FALSE, LAPEL_TIME_NONE, LAPEL_TIME_NONE, LAPEL_TIME_NONE };

  if (list == NULL || !is_whole_list_of (list, question))
    return;
  statement.said = lapel_asn1_time (X509_CRL_get0_lastUpdate (list));
  statement.until = lapel_asn1_time (X509_CRL_get0_nextUpdate (list));
  /* 2: it was on the list and was taken off again. */
  if (X509_CRL_get0_by_cert (list, &entry, question->certificate) == 1)
    {
      statement.revoked = TRUE;
      statement.since = lapel_asn1_time (X509_REVOKED_get0_revocationDate (entry));
    }
  take (question, &statement, "CRL", out);
}

void
lapel_revocation_check (const GPtrArray *path,
                        const GPtrArray *pool,
                        const GPtrArray *ocsp,
                        const GPtrArray *crls,
                        LapelTime        at,
                        LapelRevocation *out)
{
  Question question = { .at = at };

  *out = (LapelRevocation){ LAPEL_REVOCATION_NOT_SAID, LAPEL_TIME_NONE, LAPEL_TIME_NONE, NULL };
  if (path->len < 2)
    return;
  question.certificate = lapel_certificate_get_x509 (g_ptr_array_index (path, 0));
  question.issuer = lapel_certificate_get_x509 (g_ptr_array_index (path, 1));
  question.not_after = lapel_certificate_get_not_after (g_ptr_array_index (path, 0));

  for (unsigned int i = 0; i < ocsp->len; i++)
    ask_response (g_ptr_array_index (ocsp, i), pool, &question, out);
  for (unsigned int i = 0; i < crls->len; i++)
    ask_list (g_ptr_array_index (crls, i), &question, out);
  ERR_clear_error ();
}
