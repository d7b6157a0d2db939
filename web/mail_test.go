package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

type oneMail struct{ service }

func (oneMail) Mail(context.Context, string) (readiness.Mail, error) {
	return readiness.Mail{ID: "m", To: "Priya", Subject: "Your morning", Text: "<b>3</b> things", HTML: `<p>3 things</p><script>alert(1)</script>`, At: now, Kept: true}, nil
}

func TestMailCannotActAsSightline(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Service = oneMail{}
	v := visit(t, s, string(readiness.Administrator))
	_, page, _ := v.get("/mails/m")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".app-mail", htmlcheck.Says("<b>3</b> things")), htmlcheck.In("main", htmlcheck.Says("Kept here"), htmlcheck.SaysNot("alert")))
	answer, err := v.http.Get(v.site + "/mails/m/as-sent")
	if status, _, _ := v.read(answer, err); status != 200 {
		t.Fatal(status)
	}
	csp := answer.Header.Get("Content-Security-Policy")
	if !strings.HasSuffix(csp, "; sandbox") || !strings.HasPrefix(csp, "default-src 'none';") || strings.Contains(csp, "script-src") {
		t.Errorf("the mail's own page has the policy %q", csp)
	}
}
