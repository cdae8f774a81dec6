"""What can go wrong between here and a wiki that answers over the network."""

from scormkit.diagnostics import Code, Severity

ADDRESS = Code(
    "WIK-020",
    Severity.ERROR,
    "An address that names no page of a wiki",
    "Open the page in a browser and copy its whole address; it looks like "
    "https://wiki.example.org/xwiki/bin/view/Course/Module/.",
)
NO_WIKI = Code(
    "WIK-021",
    Severity.ERROR,
    "A wiki that does not answer as XWiki does",
    "The wiki's REST interface was not found at this address. Ask its administrator where it is and "
    "whether you may use it, or export the pages as XAR and import that file.",
)
LOGIN = Code(
    "WIK-022",
    Severity.ERROR,
    "A wiki that wants a login",
    "Give a name with --user and the password when asked, or set SCORMKIT_WIKI_USER and "
    "SCORMKIT_WIKI_PASSWORD, or SCORMKIT_WIKI_TOKEN, or put a line for the host into .netrc.",
)
INSECURE = Code(
    "WIK-023",
    Severity.ERROR,
    "A password that anybody on the way could read",
    "A login is sent over https only. Write the wiki's address with https://, without a password in "
    "it, or import without a login.",
)
CREDENTIALS = Code(
    "WIK-024",
    Severity.ERROR,
    "A login that cannot be used",
    "A name needs a password, a token is one word of Latin letters, digits and signs, and .netrc has to "
    "be readable.",
)
FORBIDDEN = Code(
    "WIK-025",
    Severity.ERROR,
    "A page that you may not see",
    "It is left out, the others are taken. Ask for the right to view it, or log in as somebody who has "
    "it.",
)
GONE = Code(
    "WIK-026",
    Severity.ERROR,
    "A page that the wiki does not have",
    "Open the address in a browser: the page may have been moved, or only those who log in see it.",
)
GAVE_UP = Code(
    "WIK-027",
    Severity.ERROR,
    "A wiki that does not answer",
    "Several attempts failed. Look whether the address opens in a browser; then import again: it goes on "
    "where it stopped.",
)
ANSWER = Code(
    "WIK-028",
    Severity.ERROR,
    "An answer that is not what was asked for",
    "Something between here and the wiki may answer in its place, a login page or a proxy. Log in, or "
    "ask the wiki's administrator.",
)
CERTIFICATE = Code(
    "WIK-029",
    Severity.ERROR,
    "A certificate that nobody vouches for",
    "Nothing was sent. If your organisation signs its certificates itself, name the file with its root "
    "certificate in SSL_CERT_FILE.",
)
REDIRECT = Code(
    "WIK-030",
    Severity.ERROR,
    "An address that leads astray",
    "The wiki sends on in a circle or to an address without protection. Copy the address from the "
    "browser after the page has opened.",
)
PAGING = Code(
    "WIK-031",
    Severity.ERROR,
    "A list that does not end",
    "The wiki gives the same part of a list again and again, so pages may be missing. Export them as XAR "
    "and import that file.",
)
ATTACHMENT = Code(
    "WIK-032",
    Severity.ERROR,
    "An attachment that did not arrive whole",
    "Import again: what has arrived is kept, and the transfer goes on from there.",
)
GUEST = Code(
    "WIK-033",
    Severity.WARNING,
    "A login that the wiki passes over",
    "The wiki treats you as a guest, so pages may be missing. Look whether name and password are right.",
)
