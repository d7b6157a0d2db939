package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// holding makes tokens.
type holding struct {
	accounts
	made *readiness.NewToken
}

func (h holding) NewToken(_ context.Context, t readiness.NewToken, _ readiness.Asked) (string, error) {
	*h.made = t
	if t.Until.After(calendar.On(2028, 3, 3)) {
		return "", readiness.FieldErrorf("until", "A token works for a year at most.")
	}
	return "sl_secret", nil
}

func TestTokens(t *testing.T) {
	t.Parallel()
	made, s := readiness.NewToken{}, newServer()
	s.Accounts, s.People = holding{everybody(), &made}, newKeptPeople()
	v := visit(t, s, "head")
	form := url.Values{"command_id": {commandID}, "name": {"nightly export"}, "scopes": {"read", "import"}, "until-day": {"31"}, "until-month": {"12"}, "until-year": {"2027"}}
	status, page, _ := v.post("/account/tokens/new", form)
	if status != 200 || strings.Join(made.Scopes, " ") != "read import" || made.Until != calendar.On(2027, 12, 31) {
		t.Errorf("%d %+v", status, made)
	}
	htmlcheck.Has(t, page, htmlcheck.In("#secret", htmlcheck.Says("sl_secret")))
	form.Set("until-year", "2030")
	status, page, _ = v.post("/account/tokens/new", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#until-date-error", htmlcheck.Says("A token works for a year at most.")), htmlcheck.Value("scopes", "read,import"), htmlcheck.Value("name", "nightly export"))
	if status != 422 {
		t.Errorf("too long: %d", status)
	}
	form.Del("scopes")
	if status, page, _ := v.post("/account/tokens/new", form); status != 422 || !strings.Contains(page, "Choose at least one thing that it may do.") {
		t.Errorf("no scope: %d", status)
	}
	if _, page, _ := v.get("/account"); !strings.Contains(page, "Area head of North") {
		t.Error("the account does not say the post")
	}
}
