package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// preferences of the test house: what was chosen last is kept.
type preferences struct {
	readiness.Preferences
	off []readiness.NoticeKind
}

func (p *preferences) MailChoices(context.Context, string) ([]readiness.MailChoice, error) {
	return readiness.MailChoices(p.off), nil
}

func (p *preferences) ChooseMails(_ context.Context, c readiness.ChooseMails, _ readiness.Asked) error {
	p.off = nil
	for _, k := range readiness.EveryMail.Stops() {
		if !strings.Contains(strings.Join(c.Kinds, " "), string(k)) {
			p.off = append(p.off, k)
		}
	}
	return nil
}
func (*preferences) EndMailStops(context.Context, readiness.Asked) error { return nil }

type feeds struct{ readiness.Feeds }

func (feeds) Feed(context.Context, string) (readiness.Feed, error) {
	return readiness.Feed{Made: now}, nil
}
func (feeds) EndFeed(context.Context, readiness.Asked) error { return nil }

func TestChooseMails(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	kept := &preferences{}
	d.Mailing = kept
	h := open(t, d)
	h.do(request(readiness.AreaHead, http.MethodPut, "/me/mails", map[string]any{"kinds": []string{"reminder"}})).wants(http.StatusOK, "")
	if len(kept.off) != 6 {
		t.Errorf("turned off: %v", kept.off)
	}
	for _, body := range []map[string]any{{}, {"kinds": []string{"escalation"}}, {"kinds": []string{"sign_off"}}, {"kinds": "reminder"}} {
		h.do(request(readiness.AreaHead, http.MethodPut, "/me/mails", body)).wants(http.StatusUnprocessableEntity, "invalid")
	}
	if len(kept.off) != 6 {
		t.Errorf("a refused choice changed something: %v", kept.off)
	}
}
