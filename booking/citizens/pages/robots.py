"""What search engines read: only the pages that are everybody's."""

from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.obligations import ReadOnly
from booking.queries.motifs import motifs_online
from foundation.tenancy import current

# Nobody's page to find: keys, names, agents, programs. What holds a name also says `noindex`.
HIDDEN = (
    "/agent/",
    "/api/",
    "/attente/",
    "/connexion/",
    "/deconnexion/",
    "/identification/",
    "/integrer/",
    "/mes-rdv/",
    "/r/",
    "/recepisse/",
    "/retours/",
    "/sso/",
)
FOUND = (
    "citizens:motifs",
    "citizens:aide",
    "citizens:accessibility",
    "citizens:legal",
    "citizens:personal-data",
    "citizens:cookies",
    "citizens:site-map",
)
AN_HOUR = "public, max-age=3600"
SITEMAP_AT_MOST = 5_000


class Robots(ReadOnly):
    authentication_classes = []

    def get(self, request: Request) -> HttpResponse:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN)]
        lines += ["", f"Sitemap: {current().url(reverse('citizens:sitemap'))}", ""]
        return HttpResponse("\n".join(lines), content_type="text/plain", headers={"Cache-Control": AN_HOUR})


class Sitemap(ReadOnly):
    authentication_classes = []

    def get(self, request: Request) -> HttpResponse:
        slugs = motifs_online().order_by("slug").values_list("slug", flat=True)[:SITEMAP_AT_MOST]
        paths = [
            *(reverse(name) for name in FOUND),
            *(reverse("citizens:creneaux", args=[each]) for each in slugs),
        ]
        found = "\n".join(f"<url><loc>{escape(current().url(path))}</loc></url>" for path in paths)
        xml = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{found}\n</urlset>\n'
        )
        return HttpResponse(xml, content_type="application/xml", headers={"Cache-Control": AN_HOUR})
