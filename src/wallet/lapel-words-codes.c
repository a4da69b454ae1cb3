/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words.h"

#include "lapel-codes.h"
#include "lapel-exchange-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One sentence or two for each code: what it means, and what the person who reads it can do. */

static const char *const error_sentences[LAPEL_N_ERRORS] = {
  /* reading bytes */
  [LAPEL_ERROR_EMPTY] = N_ ("There is nothing in it. Download or ask for it again."),
  [LAPEL_ERROR_TOO_LARGE] =
      N_ ("This is larger than any credential should be, so it was not read: text may have 5 MiB, "
          "a picture 32 MiB."),
  [LAPEL_ERROR_NOT_RECOGNISED] = N_ (
      "This is not a credential that Lapel knows. It reads badges and other credentials as JSON, "
      "as a token, and inside pictures, PDF files and ZIP archives."),
  [LAPEL_ERROR_JSON_SYNTAX] =
      N_ ("The file is damaged: its JSON has a mistake. Ask the issuer for a new copy."),
  [LAPEL_ERROR_JSON_ENCODING] =
      N_ ("The file is damaged: it is not UTF-8 text. Ask the issuer for a new copy."),
  [LAPEL_ERROR_JSON_NUL] =
      N_ ("A text in the file contains a zero character, with which programs can "
          "be deceived, so it is refused. Ask the issuer for a new copy."),
  [LAPEL_ERROR_JSON_SURROGATE] =
      N_ ("The file contains half of a character, so nobody can say what it "
          "means. Ask the issuer for a new copy."),
  [LAPEL_ERROR_JSON_DUPLICATE] =
      N_ ("The file says the same thing twice, and programs could read it in two ways, so it is "
          "refused. Ask the issuer for a new copy."),
  [LAPEL_ERROR_JSON_DEPTH] =
      N_ ("The file is nested more deeply than any credential should be, so it was not read."),
  [LAPEL_ERROR_JSON_NUMBER] =
      N_ ("The file contains a number that cannot be read exactly. Ask the issuer for a new copy."),
  [LAPEL_ERROR_PICTURE_DAMAGED] =
      N_ ("The picture is damaged or cut short. Download it again from where you got it."),
  [LAPEL_ERROR_PICTURE_NO_CREDENTIAL] = N_ (
      "This is only a picture; there is no credential in it. Chat programs and photo tools often "
      "take it out: download the original file from the issuer."),

  [LAPEL_ERROR_XML_ENTITY] =
      N_ ("The picture brings its own abbreviations, with which a small file can be made to fill "
          "the whole memory, so it is refused. Download the credential in another form, such as "
          "PNG."),
  [LAPEL_ERROR_PDF_DAMAGED] =
      N_ ("The PDF is damaged or cut short. Download it again from where you got it."),
  [LAPEL_ERROR_PDF_NO_CREDENTIAL] = N_ (
      "There is no credential in this PDF, only a page to look at. Ask the issuer for the badge "
      "itself, or look for a download button on the issuer’s page: a PNG, SVG or JSON file."),
  [LAPEL_ERROR_ARCHIVE_DAMAGED] =
      N_ ("The archive is damaged or cut short. Download it again from where you got it."),
  [LAPEL_ERROR_ARCHIVE_LIMIT] = N_ (
      "There is more in it than Lapel opens at once: an archive may hold 1,000 files and 256 MiB "
      "in all, a folder 10,000 files. Add a part of it."),
  [LAPEL_ERROR_ARCHIVE_NESTED] =
      N_ ("This is an archive in an archive in an archive. Unpack the outer ones, and add the "
          "innermost."),
  [LAPEL_ERROR_PASSWORD] =
      N_ ("This is protected by a password, so Lapel cannot look inside. Save or export it once "
          "more without a password, and add that."),
  [LAPEL_ERROR_ADDRESS] =
      N_ ("This is only the address of a credential, and nobody was asked for what is there. Open "
          "it in a browser, download the credential, and add the file."),
  [LAPEL_ERROR_ALREADY_BAKED] =
      N_ ("The picture carries a credential already. Choose one that carries none."),
  [LAPEL_ERROR_SEVERAL] =
      N_ ("There are several credentials in this file. Say which is meant, by its place in it."),
  [LAPEL_ERROR_NO_CREDENTIALS] =
      N_ ("There is no credential in this file or folder. Choose the badges themselves."),

  /* JSON-LD and RDF */
  [LAPEL_ERROR_JSONLD] =
      N_ ("The words of this credential cannot be understood as its standard asks. "
          "Tell the issuer."),
  [LAPEL_ERROR_CONTEXT_UNKNOWN] = N_ ("The credential uses a vocabulary that Lapel does not know, "
                                      "so it cannot say what was signed. "
                                      "A newer Lapel may know it."),
  [LAPEL_ERROR_CONTEXT_INLINE] = N_ (
      "The credential brings its own definitions of words, with which its meaning could be changed "
      "behind the signature, so it is refused."),
  [LAPEL_ERROR_PROTECTED_TERM] = N_ ("The credential gives a new meaning to words whose meaning is "
                                     "fixed by the standard, so it is refused."),
  [LAPEL_ERROR_DATA_LOSS] = N_ ("Part of this credential is not covered by its signature. Ask the "
                                "issuer for a new copy."),
  [LAPEL_ERROR_NOT_COMPACT] =
      N_ ("Part of it is written out where its standard has a short name, and who looks for the "
          "name would not see it. Ask the issuer for a copy in compact form."),
  [LAPEL_ERROR_RDF_SYNTAX] = N_ ("The data are not correct N-Quads."),
  [LAPEL_ERROR_TOO_COMPLEX] =
      N_ ("Checking this would take more work than any credential should, so Lapel gave up."),

  /* encodings, keys, identifiers */
  [LAPEL_ERROR_ENCODING] =
      N_ ("A value is not written in the encoding it should have. Ask the issuer "
          "for a new copy."),
  [LAPEL_ERROR_KEY_MALFORMED] = N_ ("The issuer’s key is not a usable key. Tell the issuer."),
  [LAPEL_ERROR_KEY_MISMATCH] = N_ (
      "The key and the kind of signature do not belong together, so the signature proves nothing."),
  [LAPEL_ERROR_KEY_PRIVATE] =
      N_ ("The file contains a private key. Whoever has it can sign in the issuer’s name: tell the "
          "issuer, and do not pass the file on."),
  [LAPEL_ERROR_KEY_UNSUPPORTED] = N_ ("The key is of a kind that Lapel cannot use yet."),
  [LAPEL_ERROR_DID_MALFORMED] = N_ ("The identifier of the key is not written correctly."),
  [LAPEL_ERROR_DID_UNSUPPORTED] =
      N_ ("The issuer is identified in a way that Lapel cannot look up yet."),
  [LAPEL_ERROR_METHOD_NOT_FOUND] =
      N_ ("The issuer does not list the key that this was signed with."),
  [LAPEL_ERROR_METHOD_CONTROLLER] =
      N_ ("The issuer lists the key that this was signed with as somebody else’s, so the signature "
          "proves nothing."),
  [LAPEL_ERROR_KEY_WITHDRAWN] =
      N_ ("The issuer no longer uses the key that this was signed with, so the signature proves "
          "nothing any more. Ask the issuer for a new copy."),

  /* signatures */
  [LAPEL_ERROR_PROOF_MALFORMED] = N_ ("The signature is not written as its standard asks. Ask the "
                                      "issuer for a new copy."),
  [LAPEL_ERROR_SUITE_UNSUPPORTED] =
      N_ ("This is signed in a way that Lapel cannot check yet. That says nothing against it."),
  [LAPEL_ERROR_PROOF_NOT_DERIVED] =
      N_ ("This copy is for its holder alone: choose what to show, and what comes out can be "
          "checked."),
  [LAPEL_ERROR_SELECTION] =
      N_ ("These parts cannot be shown on their own. Choose others, or show everything."),
  [LAPEL_ERROR_PROOF_CONTEXT] =
      N_ ("The vocabulary that was signed is not the one the credential uses."),
  [LAPEL_ERROR_SIGNATURE] =
      N_ ("This was changed after it was issued, or it was not issued by the one "
          "it names. Ask the issuer for the original."),
  [LAPEL_ERROR_JWS_MALFORMED] =
      N_ ("This looks like a signed token but is not a correct one. Copy it again, all of it."),
  [LAPEL_ERROR_JWS_ALGORITHM] =
      N_ ("The token is not signed, or in a way that anybody could imitate, so it is refused."),
  [LAPEL_ERROR_JWS_CRITICAL] =
      N_ ("The token asks for something that Lapel does not know and must not ignore."),
  [LAPEL_ERROR_JWS_NO_KEY] =
      N_ ("The token does not say which key it was signed with, so it cannot be "
          "checked."),

  /* seals and certificates */
  [LAPEL_ERROR_SEAL_MALFORMED] =
      N_ ("This looks like a sealed credential but is not a correct one. Download it again."),
  [LAPEL_ERROR_SEAL_CRITICAL] =
      N_ ("The seal asks for something that Lapel does not know and must not ignore."),
  [LAPEL_ERROR_SEAL_BROKEN] = N_ ("Changed or damaged since it was sealed. Ask the one who sealed "
                                  "it for the original, and keep the file exactly as it comes."),
  [LAPEL_ERROR_CERTIFICATE_MALFORMED] =
      N_ ("A certificate of the seal cannot be read. Ask for a new copy."),
  [LAPEL_ERROR_CERTIFICATE_DIGEST] =
      N_ ("The certificate is not the one the seal was made with: somebody exchanged it. Ask for "
          "the original."),
  [LAPEL_ERROR_CERTIFICATE_PURPOSE] =
      N_ ("The seal was made with a certificate that is for something else. Tell the issuer."),
  [LAPEL_ERROR_CERTIFICATE_INCOMPLETE] =
      N_ ("Who issued the certificate of the seal cannot be told, as that one’s own certificate is "
          "not there."),
  [LAPEL_ERROR_CERTIFICATE_PATH] =
      N_ ("The certificate of the seal was not issued by the authority it names, or that one was "
          "not allowed to issue it, so the seal proves nothing."),
  [LAPEL_ERROR_CERTIFICATE_TIME] =
      N_ ("The certificate of the seal was not valid at the time of sealing, so the seal proves "
          "nothing. Ask the issuer for a new copy."),
  [LAPEL_ERROR_TIMESTAMP_MALFORMED] = N_ ("A time-stamp on the seal cannot be read."),
  [LAPEL_ERROR_TIMESTAMP_MISMATCH] = N_ ("A time-stamp belongs to something else than this."),
  [LAPEL_ERROR_TIMESTAMP_SIGNATURE] =
      N_ ("A time-stamp on the seal is not signed as it should be, so it proves no time."),

  /* selective disclosure */
  [LAPEL_ERROR_SD_JWT_MALFORMED] = N_ ("This looks like a token whose parts can be left out but is "
                                       "not a correct one. Copy it again, all of it."),
  [LAPEL_ERROR_SD_JWT_HASH] = N_ ("The parts of the token are tied together in a way that Lapel "
                                  "does not know or that is too weak, so it is refused."),
  [LAPEL_ERROR_SD_JWT_DIGEST] =
      N_ ("The token uses one of its parts twice, and programs could read it in two ways, so it is "
          "refused. Ask the issuer for a new copy."),
  [LAPEL_ERROR_SD_JWT_UNUSED] = N_ ("A part was put into the token that the issuer did not sign, "
                                    "so it is refused. Ask for the original."),
  [LAPEL_ERROR_SD_JWT_RESERVED] = N_ ("The token gives a meaning of its own to a word that is "
                                      "fixed by the standard, so it is refused. Tell the issuer."),
  [LAPEL_ERROR_SD_JWT_OVERWRITTEN] = N_ ("A part of the token says once more what stands in it "
                                         "already, so it is refused. Tell the issuer."),
  [LAPEL_ERROR_KEY_BINDING_TYPE] = N_ ("What the holder signed was made for another purpose than "
                                       "showing this. Ask the sender to prepare it anew."),
  [LAPEL_ERROR_KEY_BINDING_SIGNATURE] = N_ ("This was not prepared by the one it was issued to. "
                                            "Ask the sender to prepare it with the right wallet."),
  [LAPEL_ERROR_KEY_BINDING_MALFORMED] = N_ ("The holder’s signature does not say for whom and when "
                                            "it was made. Ask the sender to prepare it anew."),
  [LAPEL_ERROR_KEY_BINDING_HASH] = N_ ("Something was added or taken out after the holder prepared "
                                       "this. Ask the sender to prepare it anew."),

  /* credentials */
  [LAPEL_ERROR_CREDENTIAL_MALFORMED] = N_ ("Something that every credential must have is missing "
                                           "or wrong. Ask the issuer for a new copy."),
  [LAPEL_ERROR_CREDENTIAL_UNSUPPORTED] =
      N_ ("Lapel recognises this kind of record but cannot read it "
          "yet. Keep the file; a later version may."),
  [LAPEL_ERROR_CONTAINS_ITSELF] =
      N_ ("This record claims to lie inside itself, so it was not read. Tell the issuer."),
  [LAPEL_ERROR_DATE_MALFORMED] = N_ ("A date is not written correctly. Tell the issuer."),

  /* documents asked for */
  [LAPEL_ERROR_NETWORK_OFF] = N_ ("This needs an answer from the issuer, and nobody was asked."),
  [LAPEL_ERROR_UNREACHABLE] =
      N_ ("The issuer, or a document of the issuer’s, could not be reached. Try again later."),
  [LAPEL_ERROR_NOT_PUBLISHED] =
      N_ ("The issuer no longer publishes this, so it cannot be confirmed. Ask the issuer."),

  /* pathways */
  [LAPEL_ERROR_PATHWAY_MALFORMED] =
      N_ ("This is not a usable pathway file. Ask whoever made it for a new one."),
  [LAPEL_ERROR_PATHWAY_CYCLE] =
      N_ ("The pathway has requirements that wait for each other, so it can "
          "never be completed. Tell whoever made it."),

  /* the wallet on disk and its keys */
  [LAPEL_ERROR_STORE_READ] = N_ (
      "The wallet cannot be read. Check that its folder belongs to you and that the disk is well."),
  [LAPEL_ERROR_STORE_WRITE] = N_ (
      "The wallet cannot be changed. Check that its folder belongs to you and can be written to. "
      "Nothing in it was lost."),
  [LAPEL_ERROR_STORE_FULL] =
      N_ ("The disk is full. Make some room and try again. Nothing in the wallet "
          "was lost."),
  [LAPEL_ERROR_STORE_NEWER] =
      N_ ("This wallet was written by a newer Lapel. Update Lapel to open it."),
  [LAPEL_ERROR_STORE_DAMAGED] =
      N_ ("The wallet’s file is damaged. Do not delete it; restore a backup into another folder."),
  [LAPEL_ERROR_NOT_FOUND] = N_ ("There is nothing of that name or number in the wallet."),
  [LAPEL_ERROR_NAME_TAKEN] = N_ ("There is already one of that name. Choose another name."),
  [LAPEL_ERROR_KEYRING_ABSENT] = N_ (
      "Your signing key needs a password store, and none is running in this session. Install and "
      "start GNOME Keyring or KWallet; everything but signing works without it."),
  [LAPEL_ERROR_KEYRING_LOCKED] =
      N_ ("Your keyring is locked, so your signing key cannot be used. Unlock it and try again."),
  [LAPEL_ERROR_KEYRING] =
      N_ ("The password store did not give out your signing key. Try again after "
          "logging in anew."),

  /* files */
  [LAPEL_ERROR_FILE_READ] =
      N_ ("The file cannot be read. Check its name and that you may read it."),
  [LAPEL_ERROR_FILE_WRITE] =
      N_ ("The file cannot be written. Check that there is room and that you may write there."),
};

static const char *const code_sentences[LAPEL_N_CODES] = {
  [LAPEL_CODE_OK] = N_ ("This check passed."),

  /* authentic */
  [LAPEL_CODE_NO_PROOF] =
      N_ ("Nothing here is signed, so anybody could have written it. Ask the issuer "
          "for a signed credential."),
  [LAPEL_CODE_SELF_ASSERTED] =
      N_ ("Whoever presents this says it of their own accord, and signed it with the "
          "presentation."),
  [LAPEL_CODE_KEY_NOT_PROVEN] =
      N_ ("The signature is intact, but nothing shows that its key is the issuer’s."),
  [LAPEL_CODE_KEY_NOT_OF_ISSUER] = N_ (
      "This was signed with a key that is not the issuer’s. Ask the issuer whether it is genuine."),
  [LAPEL_CODE_CO_SIGNATURE] =
      N_ ("Somebody else has signed this too; that proves nothing about the "
          "issuer and takes nothing away."),
  [LAPEL_CODE_PURPOSE_WRONG] =
      N_ ("The signature was made for another purpose than issuing this, so it does not count."),
  [LAPEL_CODE_METHOD_NOT_ALLOWED] =
      N_ ("The issuer does not allow this key to be used for issuing credentials."),
  [LAPEL_CODE_PROOF_EXPIRED] =
      N_ ("The signature was good for a limited time only, which is over. Ask "
          "the issuer for a new copy."),
  [LAPEL_CODE_PROOF_IN_FUTURE] =
      N_ ("The signature says that it was made in the future. Check this computer’s date."),
  [LAPEL_CODE_DOMAIN_MISMATCH] =
      N_ ("This was prepared for somebody else. Ask the sender to prepare it "
          "for you."),
  [LAPEL_CODE_CHALLENGE_MISMATCH] = N_ (
      "This does not answer what was asked; it may be an old one used again. Ask for a new one."),
  [LAPEL_CODE_PREVIOUS_PROOF] =
      N_ ("The signature builds on another one that is missing. Ask for the original, whole."),
  [LAPEL_CODE_PREVIOUS_PROOF_FAILED] =
      N_ ("The signature builds on another one that is not good. Ask the issuer for the original."),
  [LAPEL_CODE_PREVIOUS_PROOF_UNCHECKED] =
      N_ ("The signature builds on another one that could not be checked."),
  [LAPEL_CODE_CERTIFICATE_CHAIN] =
      N_ ("The key lies in a certificate, and Lapel cannot check yet whose it is."),
  [LAPEL_CODE_NOT_UNDERSTOOD] = N_ ("Lapel does not understand this kind of record. It is kept as "
                                    "it is; a later version may understand it."),
  [LAPEL_CODE_KEY_BINDING_MISSING] = N_ ("Nothing shows that the one it was issued to prepared "
                                         "this for you. Ask the sender to prepare it for you."),
  [LAPEL_CODE_KEY_BINDING_NO_KEY] =
      N_ ("This was prepared with a key of which the issuer knows nothing, so it proves nothing."),
  [LAPEL_CODE_SEAL_AUTHORITY_UNKNOWN] = N_ (
      "Unchanged since it was sealed. Whether the authority behind the seal may be believed was "
      "not checked, so this alone does not prove who sealed it."),
  [LAPEL_CODE_SEAL_NOT_CHECKED] = N_ (
      "This is the older XML form, whose seal Lapel does not check. Ask for it in the new form."),
  [LAPEL_CODE_CERTIFICATE_SELF_SIGNED] =
      N_ ("The owner of the seal issued the certificate too, as anybody could."),
  [LAPEL_CODE_CERTIFICATE_REVOKED] =
      N_ ("The certificate had been withdrawn before this was sealed, so the seal proves nothing. "
          "Ask the issuer for a new copy."),
  [LAPEL_CODE_CERTIFICATE_REVOKED_LATER] =
      N_ ("The certificate of the seal was withdrawn later. Ask the issuer for a new copy."),
  [LAPEL_CODE_HOSTED_NO_ADDRESS] = N_ ("It does not say where its issuer publishes it, so nobody "
                                       "can be asked. Ask the issuer for a new copy."),
  [LAPEL_CODE_HOSTED_NOT_BADGE] =
      N_ ("The address of the badge, or of a document it needs, answers with something else, such "
          "as a web page. Try again later, or ask the issuer."),
  [LAPEL_CODE_HOSTED_ID_DIFFERS] =
      N_ ("The address answers with a document that is not the one asked for. Ask the issuer."),
  [LAPEL_CODE_HOSTED_STRAYED] =
      N_ ("The address of the badge or of its issuer passes on to another site, which may be "
          "anybody’s. Ask the issuer for its present address."),
  [LAPEL_CODE_HOSTED_WITHDRAWN] = N_ ("The badge’s own address says that it was withdrawn."),
  [LAPEL_CODE_OUTSIDE_SCOPE] = N_ ("It is published at an address that its issuer does not allow "
                                   "for its badges. Ask the issuer whether it is genuine."),
  [LAPEL_CODE_KEY_NOT_LISTED] = N_ ("It was signed with a key that the issuer does not list as its "
                                    "own. Ask the issuer whether it is genuine."),
  [LAPEL_CODE_KEY_OWNER_DIFFERS] = N_ ("The key it was signed with belongs to somebody else than "
                                       "the issuer. Ask the issuer whether it is genuine."),
  [LAPEL_CODE_NO_AWARD] = N_ ("This describes a badge or an issuer; it is awarded to nobody."),

  /* current */
  [LAPEL_CODE_EXPIRED] =
      N_ ("The time for which it was valid is over. Ask the issuer about renewing it."),
  [LAPEL_CODE_NOT_YET_VALID] = N_ ("Its time has not begun yet. Check again when it has."),
  [LAPEL_CODE_NO_END] = N_ ("It has no end date."),
  [LAPEL_CODE_REVOKED] = N_ ("The issuer has withdrawn it. Ask the issuer why."),
  [LAPEL_CODE_SUSPENDED] = N_ ("The issuer has suspended it for now. Ask the issuer until when."),
  [LAPEL_CODE_STATUS_TYPE_UNKNOWN] =
      N_ ("Whether it was withdrawn is published in a way that Lapel cannot read yet."),
  [LAPEL_CODE_STATUS_NOT_OFFERED] =
      N_ ("There is no way to ask whether it was withdrawn. If it matters, ask the issuer."),
  [LAPEL_CODE_STATUS_MALFORMED] = N_ ("It does not say correctly where its issuer would publish "
                                      "that it was withdrawn. Tell the issuer."),
  [LAPEL_CODE_STATUS_LIST_UNREADABLE] = N_ ("What the issuer publishes as its list of withdrawn "
                                            "credentials cannot be read. Try again later."),
  [LAPEL_CODE_STATUS_LIST_TYPE] =
      N_ ("What the issuer publishes does not call itself a list of withdrawn credentials, so it "
          "was not believed. Tell the issuer."),
  [LAPEL_CODE_STATUS_LIST_INVALID] = N_ ("The list of withdrawn credentials is not genuine, so it "
                                         "was not believed. Try again later, and tell the issuer."),
  [LAPEL_CODE_STATUS_LIST_EXPIRED] = N_ (
      "The list of withdrawn credentials is out of date, so it was not believed. Try again later."),
  [LAPEL_CODE_STATUS_LIST_EARLY] = N_ ("The list of withdrawn credentials is not valid yet, so it "
                                       "was not believed. Try again later."),
  [LAPEL_CODE_STATUS_LIST_ENCODING] =
      N_ ("The list of withdrawn credentials is damaged. Try again later, and tell the issuer."),
  [LAPEL_CODE_STATUS_LIST_TOO_LARGE] = N_ ("The list of withdrawn credentials is larger than any "
                                           "should be, so it was not read. Tell the issuer."),
  [LAPEL_CODE_STATUS_LIST_TOO_SHORT] =
      N_ ("The list of withdrawn credentials is shorter than its standard allows, so it was not "
          "believed. Tell the issuer."),
  [LAPEL_CODE_STATUS_PURPOSE_MISMATCH] =
      N_ ("The list that it names says something else than whether it was withdrawn or suspended. "
          "Tell the issuer."),
  [LAPEL_CODE_STATUS_RANGE] =
      N_ ("The list of withdrawn credentials has no place for this one. Tell the issuer."),
  [LAPEL_CODE_STATUS_OTHER_ISSUER] =
      N_ ("The list that was found does not name it as withdrawn, but nothing shows that the list "
          "is the issuer’s own. Ask the issuer."),
  [LAPEL_CODE_STATUS_MESSAGE] = N_ ("The issuer says something about it in words of its own. Read "
                                    "them, and ask the issuer what follows."),
  [LAPEL_CODE_STATUS_PURPOSE_UNKNOWN] =
      N_ ("The issuer says something about it that Lapel does not understand. Ask the issuer."),

  /* yours */
  [LAPEL_CODE_RECIPIENT_OTHER] =
      N_ ("It was awarded to somebody else than any of your identities. If "
          "it is yours, add the address it was awarded to."),
  [LAPEL_CODE_RECIPIENT_UNKNOWN] = N_ (
      "It does not show to whom it was awarded. Add the address it was awarded to, to compare."),
  [LAPEL_CODE_RECIPIENT_NONE] = N_ ("It does not say to whom it was awarded."),

  /* issuer */
  [LAPEL_CODE_ISSUER_TRUSTED] = N_ ("You trust this issuer."),
  [LAPEL_CODE_ISSUER_DISTRUSTED] = N_ ("You do not trust this issuer."),
  [LAPEL_CODE_ISSUER_SELF_STATED] =
      N_ ("The issuer’s name is what the issuer says of itself; nobody else vouches for it here."),
  [LAPEL_CODE_ISSUER_NONE] = N_ ("It names no issuer."),
  [LAPEL_CODE_SEAL_ADVANCED] =
      N_ ("Advanced seal; its certificate does not say that it is a qualified one."),
  [LAPEL_CODE_SEAL_QUALIFIED] =
      N_ ("Advanced seal with qualified certificate, as the certificate says of itself."),
  [LAPEL_CODE_SEAL_QUALIFIED_DEVICE] =
      N_ ("Advanced seal with qualified certificate and its key in a qualified device, as the "
          "certificate says of itself."),
  [LAPEL_CODE_SEAL_OWNER_MATCHES] =
      N_ ("The seal is that of the issuer: both state the same register number."),
  [LAPEL_CODE_SEAL_OWNER_DIFFERS] =
      N_ ("The owner of the seal has another register number than the issuer it names. Ask the "
          "issuer whether this is genuine."),
  [LAPEL_CODE_SEAL_OWNER_NOT_STATED] =
      N_ ("Issuer and seal do not both state a register number, so they cannot be compared."),
  [LAPEL_CODE_UNDER_MANDATE] =
      N_ ("Another organisation issued this for the awarding body, under mandate."),
  [LAPEL_CODE_AWARDER_DIFFERS] =
      N_ ("Another organisation issued this than the one that awarded it, and it does not say by "
          "which right. Ask the awarding body."),

  /* conforms */
  [LAPEL_CODE_CONTEXT_MISSING] =
      N_ ("A vocabulary that the standard requires is not named. Tell the issuer."),
  [LAPEL_CODE_CONTEXT_ORDER] =
      N_ ("The vocabularies are named in another order than the standard asks for."),
  [LAPEL_CODE_TYPE_MISSING] = N_ ("It does not say of what type it is, as the standard requires."),
  [LAPEL_CODE_MEMBER_MISSING] =
      N_ ("Something that the standard requires is missing. Tell the issuer."),
  [LAPEL_CODE_MEMBER_MALFORMED] =
      N_ ("Something is not written as the standard requires. Tell the issuer."),
  [LAPEL_CODE_DUPLICATE_ID] =
      N_ ("Two things in it have the same identifier, and what is said of one could be taken for "
          "the other. Tell the issuer."),
  [LAPEL_CODE_DATES_REVERSED] = N_ ("It ends before it begins. Tell the issuer."),
  [LAPEL_CODE_CLAIM_MISMATCH] = N_ ("The token says one thing and the credential in it another, so "
                                    "neither can be believed. Tell the issuer."),
  [LAPEL_CODE_CLAIM_MISSING] = N_ ("The token leaves out something that it should say."),
  [LAPEL_CODE_CLAIM_FORBIDDEN] = N_ ("The token says something that its standard does not allow."),
  [LAPEL_CODE_CLAIM_DISCLOSED] =
      N_ ("Something that must always be shown could have been left out. Tell the issuer."),
  [LAPEL_CODE_TOKEN_TYPE] = N_ ("The token says of itself that it is something else."),
  [LAPEL_CODE_HOSTED_ID_NOT_URL] = N_ (
      "It is to be confirmed by its issuer’s site, but names no address there. Tell the issuer."),
  [LAPEL_CODE_TYPE_UNKNOWN] =
      N_ ("It calls itself something that its standard does not know. Tell the issuer."),
  [LAPEL_CODE_IMAGE_DATA_URI] = N_ ("The picture of the award lies in the award itself, which its "
                                    "standard does not allow. Tell the issuer."),
  [LAPEL_CODE_IMAGE_TYPE] =
      N_ ("The picture is neither PNG nor SVG, as its standard requires. Tell the issuer."),
  [LAPEL_CODE_RECIPIENT_HASH] = N_ ("Whether the holder’s identity is hidden is said in two ways "
                                    "that contradict each other. Tell the issuer."),
  [LAPEL_CODE_VERIFICATION_TYPE] =
      N_ ("It is to be checked in a way that its standard does not know. Tell the issuer."),
  [LAPEL_CODE_EXTENSION_INVALID] =
      N_ ("An addition to the badge does not follow its own rules. Tell the issuer."),
  [LAPEL_CODE_HOLDER_NOT_ISSUER] =
      N_ ("It is not signed, and its issuer is not the one who presents it. Ask for a signed "
          "credential."),
  [LAPEL_CODE_RESOURCE_DIFFERS] =
      N_ ("A document that it refers to was changed after it was issued. Tell the issuer."),
  [LAPEL_CODE_RESOURCE_DIGEST] =
      N_ ("Whether a document that it refers to was changed is told in a way that Lapel does not "
          "know."),
  [LAPEL_CODE_SCHEMA_NOT_CHECKED] =
      N_ ("It names a schema, which Lapel does not check; the rules of its standard were checked."),
  [LAPEL_CODE_CERTIFICATE_PATH] = N_ (
      "The certificate of the seal was valid at the time of sealing, and so are those above it."),
  [LAPEL_CODE_CERTIFICATE_GOOD] =
      N_ ("The certificate of the seal was not withdrawn at sealing, as its authority said then."),
  [LAPEL_CODE_CERTIFICATE_STATUS_NONE] =
      N_ ("Whether the certificate of the seal had been withdrawn was not checked."),
  [LAPEL_CODE_SEAL_TIME_OWN] = N_ ("When it was sealed is the seal’s own statement."),
  [LAPEL_CODE_SEAL_TIME_MISSING] = N_ ("The seal does not say when it was made."),
  [LAPEL_CODE_TIMESTAMP_AUTHORITY] =
      N_ ("A time-stamp says when it was sealed; whether its authority may be believed was not "
          "checked."),
  [LAPEL_CODE_PARTICIPATION] =
      N_ ("It says that the holder took part; nothing was assessed, so it is no achievement."),

  /* notes */
  [LAPEL_CODE_DATE_WITHOUT_ZONE] =
      N_ ("A date does not say in which time zone it is; it was read as universal time."),
  [LAPEL_CODE_HOSTED_COPY_DIFFERS] =
      N_ ("The issuer’s own copy differs from this file; the issuer’s copy is shown."),
  [LAPEL_CODE_HOSTED_COPY_MISSING] =
      N_ ("A document was not found at its own address; the copy in the badge was used."),
  [LAPEL_CODE_ADDRESS_CHANGED] =
      N_ ("A document has moved, or gives itself another address than it has."),
  [LAPEL_CODE_PLAIN_HTTP] =
      N_ ("An address of the badge is not encrypted, so it cannot be said for sure who answered."),
  [LAPEL_CODE_MEDIA_TYPE] = N_ ("The issuer’s site calls the badge something else than it is."),
  [LAPEL_CODE_OLD_FORMAT] =
      N_ ("This badge is of an old standard; it was read as one of Open Badges 2.0."),
  [LAPEL_CODE_OLD_DATES] =
      N_ ("A date is written as older standards did; it was read all the same."),
  [LAPEL_CODE_EMAIL_MISSING] =
      N_ ("The issuer gives no e-mail address, which the standard requires."),
  [LAPEL_CODE_ID_NOT_URL] =
      N_ ("A document is not known by an address, so nobody can look whose it is."),
  [LAPEL_CODE_RELATIVE_URL] = N_ ("A link does not say where it starts."),
  [LAPEL_CODE_ENDORSEMENT_OTHER] =
      N_ ("An endorsement in it is about something else and is not shown."),
  [LAPEL_CODE_SUITE_OLD_NAME] = N_ ("The kind of signature is given by its old name."),
  [LAPEL_CODE_RECIPIENT_LOWER_CASE] = N_ ("Your address matched only when written in lower case."),
  [LAPEL_CODE_STATUS_LIST_SHORT] = N_ ("The list of withdrawn credentials is a little shorter than "
                                       "its standard asks for; it was read all the same."),
  [LAPEL_CODE_STATUS_INDEX_NUMBER] =
      N_ ("Its place in the list of withdrawn credentials is written as a number instead of a "
          "text; it was read all the same."),
  [LAPEL_CODE_STATUS_NO_PREFIX] =
      N_ ("The list of withdrawn credentials does not name its encoding, as an older standard had "
          "it; it was read all the same."),
  [LAPEL_CODE_STATUS_UNSIGNED] =
      N_ ("The list of withdrawn credentials is not signed; it comes from the issuer’s own "
          "address, and that is all that speaks for it."),
  [LAPEL_CODE_STATUS_REFRESH] =
      N_ ("The issuer says that there is a newer version of it. Ask the issuer for it."),
  [LAPEL_CODE_ENDORSES_OTHER] = N_ ("It endorses something else than what it is attached to."),
};

/** A note of exchange/, whose codes are literals. */
typedef struct
{
  const char *code;
  const char *sentence;
} NoteSentence;

static const NoteSentence note_sentences[] = {
  { LAPEL_NOTE_PNG_REPEATED, N_ ("The picture carries several credentials; the first was read.") },
  { LAPEL_NOTE_PNG_CHUNK, N_ ("The credential lies in an unusual place inside the picture.") },
  { LAPEL_NOTE_PNG_COMPRESSED,
    N_ ("The credential in the picture is compressed, which the standard does not allow.") },
  { LAPEL_NOTE_PNG_BOM,
    N_ ("The credential in the picture began with an invisible mark, which was left out.") },
  { LAPEL_NOTE_SVG_REPEATED,
    N_ ("The picture carries several credentials of one kind; the first was read.") },
  { LAPEL_NOTE_SVG_VERIFY_EMPTY,
    N_ ("A part of the picture that should hold a token is empty; the text beside it was read.") },
  { LAPEL_NOTE_SVG_TOKEN_AND_TEXT,
    N_ ("The picture carries a token and a text in one place; the token was read.") },
  { LAPEL_NOTE_QR, N_ ("This was read from a QR code in the picture.") },
};

static const char *
find_sentence (const char *code)
{
  for (unsigned int i = 0; i < LAPEL_N_CODES; i++)
    if (strcmp (code, lapel_code_to_string ((LapelCode) i)) == 0)
      return code_sentences[i];
  for (unsigned int i = 0; i < LAPEL_N_ERRORS; i++)
    if (strcmp (code, lapel_error_get_nick ((LapelError) i)) == 0)
      return error_sentences[i];
  for (unsigned int i = 0; i < G_N_ELEMENTS (note_sentences); i++)
    if (strcmp (code, note_sentences[i].code) == 0)
      return note_sentences[i].sentence;
  return NULL;
}

const char *
lapel_words_code (const char *code)
{
  const char *sentence = find_sentence (code);

  return sentence == NULL ? NULL : _ (sentence);
}

char *
lapel_words_error (const GError *error)
{
  if (error->domain != LAPEL_ERROR)
    return g_strdup (error->message);
  return g_strdup (lapel_words_code (lapel_error_nick_of (error)));
}
