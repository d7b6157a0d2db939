package web_test

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// keptPeople remembers what it was asked, and knows Priya and the person who asks.
type keptPeople struct {
	people
	post   *readiness.AddPost
	deputy *readiness.AddDeputy
	whose  *string
}

func newKeptPeople() keptPeople {
	return keptPeople{post: &readiness.AddPost{}, deputy: &readiness.AddDeputy{}, whose: new(string)}
}

func (keptPeople) People(context.Context) ([]readiness.Person, error) {
	return []readiness.Person{{ID: "priya", Name: "Priya Nair", Active: true}, {ID: "head", Name: "Hanna Okafor", Active: true}, {ID: "left", Name: "Sam Reid"}}, nil
}

func (k keptPeople) Person(ctx context.Context, id string) (readiness.Person, error) {
	all, _ := k.People(ctx)
	for _, p := range all {
		if p.ID == id {
			p.Posts = []readiness.Post{{ID: "o1", Role: readiness.AreaHead, AreaID: "north", Area: "North", From: calendar.On(2025, 4, 1)}}
			return p, nil
		}
	}
	return readiness.Person{}, errNone
}

func (k keptPeople) AddPost(_ context.Context, id string, p readiness.AddPost, _ readiness.Asked) (readiness.Post, error) {
	*k.post, *k.whose = p, id
	return readiness.Post{}, nil
}

func (k keptPeople) AddDeputy(_ context.Context, id string, d readiness.AddDeputy, _ readiness.Asked) (readiness.Deputy, error) {
	*k.deputy, *k.whose = d, id
	return readiness.Deputy{}, nil
}

func (k keptPeople) EndDeputy(_ context.Context, id, _ string, _ readiness.Asked) error {
	*k.whose = id
	return nil
}

func (keptPeople) NewSignInLink(context.Context, string, readiness.Asked) (string, error) {
	return "only-once", nil
}

func (keptPeople) EndSessions(context.Context, string, readiness.Asked) (int, error) { return 2, nil }

func TestAddPost(t *testing.T) {
	t.Parallel()
	base := url.Values{"command_id": {commandID}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {"2027"}}
	for _, c := range []struct {
		name  string
		typed url.Values
		want  readiness.AddPost
		says  string
	}{
		{"area head", url.Values{"role": {"area_head"}, "area_id": {"north"}, "team_id": {"t1"}}, readiness.AddPost{Role: readiness.AreaHead, AreaID: "north"}, ""},
		{"director, with boxes left filled", url.Values{"role": {"dcs"}, "area_id": {"north"}, "team_id": {"t1"}}, readiness.AddPost{Role: readiness.Director}, ""},
		{"no post", nil, readiness.AddPost{}, "Choose a post."},
		{"area head of nothing", url.Values{"role": {"area_head"}}, readiness.AddPost{}, "Choose the area that they head."},
		{"manager of nothing", url.Values{"role": {"team_manager"}}, readiness.AddPost{}, "Choose the team that they manage."},
		{"ends before it begins", url.Values{"role": {"dcs"}, "until-day": {"31"}, "until-month": {"3"}, "until-year": {"2027"}}, readiness.AddPost{}, "The last day must be the same as or after the first day."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			kept, s := newKeptPeople(), newServer()
			s.People, s.Places = kept, keptPlaces{}
			v := visit(t, s, string(readiness.Administrator))
			form := maps.Clone(base)
			maps.Copy(form, c.typed)
			status, page, to := v.post("/people/priya/posts/new", form)
			if c.says != "" {
				if status != 422 || *kept.whose != "" {
					t.Fatalf("%d, asked for %q", status, *kept.whose)
				}
				htmlcheck.Page(t, page)
				htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says(c.says)), htmlcheck.Value("from-day", "1"), htmlcheck.Value("role", c.typed.Get("role")))
				return
			}
			c.want.From = calendar.On(2027, 4, 1)
			if status != 303 || to != "/people/priya" || *kept.post != c.want {
				t.Errorf("%d to %q: %+v", status, to, *kept.post)
			}
		})
	}
}

func TestCover(t *testing.T) {
	t.Parallel()
	days := url.Values{"command_id": {commandID}, "from-day": {"8"}, "from-month": {"3"}, "from-year": {"2027"}, "until-day": {"12"}, "until-month": {"3"}, "until-year": {"2027"}}
	kept, s := newKeptPeople(), newServer()
	s.People = kept
	head, lead := visit(t, s, "head"), visit(t, s, string(readiness.ImprovementLead))

	form := maps.Clone(days)
	form.Set("deputy_id", "priya")
	if status, _, to := head.post("/account/deputies/new", form); status != 303 || to != "/account" || *kept.whose != "head" || kept.deputy.DeputyID != "priya" || kept.deputy.Until != calendar.On(2027, 3, 12) {
		t.Errorf("own cover: %d to %q for %q: %+v", status, to, *kept.whose, *kept.deputy)
	}
	if status, _, _ := head.post("/cover/priya/deputies/new", form); status != http.StatusForbidden {
		t.Errorf("an area head arranges cover for somebody else: %d", status)
	}
	form.Set("deputy_id", "head")
	if status, _, to := lead.post("/cover/priya/deputies/new", form); status != 303 || to != "/cover/priya" || *kept.whose != "priya" {
		t.Errorf("cover for another: %d to %q for %q", status, to, *kept.whose)
	}
	status, page, _ := lead.post("/cover/priya/deputies/new", days)
	if status != 422 {
		t.Errorf("nobody chosen: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-message", htmlcheck.Says("Choose who covers.")), htmlcheck.Value("until-day", "12"),
		htmlcheck.Lacks("option[value=priya]"), htmlcheck.Lacks("option[value=left]"), htmlcheck.Counts("option[value=head]", 1))
	if status, _, _ := head.post("/account/deputies/d1/end", url.Values{"command_id": {commandID}}); status != 303 || *kept.whose != "head" {
		t.Errorf("ending one's own cover: %d for %q", status, *kept.whose)
	}
}

func TestSecretsAreShownOnceAndNotKept(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.People, s.Address = newKeptPeople(), "https://sightline.council.example"
	v := visit(t, s, string(readiness.Administrator))
	status, page, _ := v.post("/people/priya/sign-in-link", url.Values{"command_id": {commandID}})
	if status != http.StatusOK {
		t.Fatal(status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#secret", htmlcheck.Says("https://sightline.council.example/welcome/only-once")), htmlcheck.In("main", htmlcheck.Says("It is shown only this once.")))
	if _, page, _ := v.get("/people/priya"); strings.Contains(page, "only-once") {
		t.Error("the secret stands on a second page")
	}
	if status, _, _ := v.post("/people/priya/sessions/end", url.Values{"command_id": {commandID}}); status != 303 {
		t.Errorf("ending sessions: %d", status)
	}
	if _, page, _ := v.get("/people/priya"); !strings.Contains(page, "They are signed out of 2 browsers.") {
		t.Error("the next page does not say what was done")
	}
}
