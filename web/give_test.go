package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// pile is two reviews of a team that nobody does.
type pile struct {
	reviews
	commands
	mu    sync.Mutex
	asked []string
	taken map[string]bool // reviews that cannot be given any more
}

func (p *pile) Reviews(context.Context, readiness.Actor, readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return readiness.Page[readiness.ReviewRow]{Total: 2, Rows: []readiness.ReviewRow{
		{ReviewID: "r-1", ChildRef: "48213", Team: "North team 2"}, {ReviewID: "r-2", ChildRef: "51077", Team: "North team 2"},
	}}, nil
}

func (p *pile) Owners(context.Context, readiness.Actor, string) ([]readiness.Choice, error) {
	return []readiness.Choice{{Code: "jo", Text: "Jo Wren, team manager"}}, nil
}

func (p *pile) Review(_ context.Context, id string, c readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, id+" "+c.Name()+" "+asked.ID)
	if p.taken[id] {
		return readiness.Review{}, readiness.Errorf(readiness.Conflict, "This review has ended and does not change any more.")
	}
	return readiness.Review{}, nil
}

// TestGiveSeveral gives two reviews with one form: each under an id of its own that is the same whenever the form is sent, and what cannot be given is
// named while the rest is done.
func TestGiveSeveral(t *testing.T) {
	t.Parallel()
	p := &pile{}
	s := newServer()
	s.Commands = p
	s.Reviews = reviewPile{p}
	v := visit(t, s, "area_head")
	form := url.Values{"command_id": {"once"}, "team": {"t-1"}, "reviews": {"r-1", "r-2"}, "owner_id": {"jo"}}
	if status, _, to := v.post("/reviews/give", form); status != http.StatusSeeOther || to != "/reviews/give" {
		t.Fatalf("answers %d and leads to %s", status, to)
	}
	if got := strings.Join(p.asked, ", "); got != "r-1 assign-review once/r-1, r-2 assign-review once/r-2" {
		t.Errorf("asked: %s", got)
	}
	p.taken = map[string]bool{"r-2": true}
	status, page, _ := v.post("/reviews/give", form)
	if status != http.StatusConflict || !strings.Contains(page, "Case 51077: This review has ended") || !strings.Contains(page, "1 review was given; 1 could not be") {
		t.Errorf("answers %d: %s", status, page)
	}
	form.Del("reviews")
	if status, page, _ := v.post("/reviews/give", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "There is a problem") {
		t.Errorf("nothing chosen: %d", status)
	}
}

// TestGiveWhatALeaverHadToDo gives a person's reviews of two teams to the managers of these teams; a review whose team has none is named.
func TestGiveWhatALeaverHadToDo(t *testing.T) {
	t.Parallel()
	p := &leftOver{pile: &pile{}}
	s := newServer()
	s.Commands, s.Reviews, s.Places = p, leftViews{reviewPile{p.pile}}, managed{}
	v := visit(t, s, "assistant_director")
	_, page, _ := v.get("/reviews/give")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Gwen Sharp: 3 reviews Has left")), htmlcheck.Counts("a[href=/reviews/give?owner=gwen]", 1))
	_, page, _ = v.get("/reviews/give?owner=gwen")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Give Gwen Sharp’s reviews")), htmlcheck.Counts("input[name=reviews]", 3), htmlcheck.Counts("input[name=owner_id]", 2),
		htmlcheck.Value("owner", "gwen"), htmlcheck.In("main", htmlcheck.Says("The manager of each review’s team"), htmlcheck.Says("Hanna Okafor, area head"), htmlcheck.SaysNot("Jo Wren")))
	form := url.Values{"command_id": {"once"}, "owner": {"gwen"}, "reviews": {"r-1", "r-2", "r-3"}, "owner_id": {"managers"}}
	status, page, _ := v.post("/reviews/give", form)
	if got := strings.Join(p.asked, ", "); status != http.StatusConflict || got != "r-1 assign-review to jo, r-2 assign-review to kim" {
		t.Errorf("answers %d, asked: %s", status, got)
	}
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("2 reviews were given; 1 could not be"), htmlcheck.Says("Case 60001: Its team has no manager")))
	form["reviews"] = []string{"r-1"}
	if status, _, to := v.post("/reviews/give", form); status != http.StatusSeeOther || to != "/reviews/give" {
		t.Errorf("answers %d and leads to %s", status, to)
	}
}

// leftOver is what somebody who left had to do in three teams; what waits for sign-off stays where it is.
type leftOver struct{ *pile }

func (p leftOver) Review(_ context.Context, id string, c readiness.ReviewCommand, _ readiness.Asked) (readiness.Review, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, id+" "+c.Name()+" to "+c.(readiness.AssignReview).OwnerID)
	return readiness.Review{}, nil
}

type leftViews struct{ reviewPile }

func (leftViews) OwnerLoads(context.Context, readiness.Actor) ([]readiness.OwnerLoad, error) {
	return []readiness.OwnerLoad{{PersonID: "gwen", Name: "Gwen Sharp", Left: true, Reviews: 3}}, nil
}

func (leftViews) Reviews(_ context.Context, _ readiness.Actor, q readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	if q.OwnerID != "gwen" {
		return readiness.Page[readiness.ReviewRow]{}, nil
	}
	row := func(id, ref, team string, status readiness.Status) readiness.ReviewRow {
		return readiness.ReviewRow{ReviewID: id, ChildRef: ref, Team: team, TeamID: team, Owner: "Gwen Sharp", OwnerID: "gwen", Status: status}
	}
	return readiness.Page[readiness.ReviewRow]{Total: 4, Rows: []readiness.ReviewRow{
		row("r-1", "48213", "t-1", readiness.Open), row("r-2", "51077", "t-2", readiness.InReview), row("r-3", "60001", "t-3", readiness.Paused), row("r-4", "60002", "t-1", readiness.Submitted),
	}}, nil
}

func (leftViews) Owners(_ context.Context, _ readiness.Actor, review string) ([]readiness.Choice, error) {
	head := readiness.Choice{Code: "head", Text: "Hanna Okafor, area head"}
	if review == "r-1" {
		return []readiness.Choice{{Code: "jo", Text: "Jo Wren, team manager"}, head}, nil
	}
	return []readiness.Choice{head}, nil
}

// managed are teams of which one has no manager.
type managed struct{ places }

func (managed) Teams(context.Context) ([]readiness.Team, error) {
	return []readiness.Team{{ID: "t-1", ManagerID: "jo"}, {ID: "t-2", ManagerID: "kim"}, {ID: "t-3"}}, nil
}

// reviewPile answers what pages ask about the pile.
type reviewPile struct{ *pile }

func (p reviewPile) Home(ctx context.Context, a readiness.Actor) (readiness.HomeView, error) {
	return p.reviews.Home(ctx, a)
}

func (p reviewPile) OwnerLoads(ctx context.Context, a readiness.Actor) ([]readiness.OwnerLoad, error) {
	return p.reviews.OwnerLoads(ctx, a)
}

func (p reviewPile) Review(ctx context.Context, a readiness.Actor, id string) (readiness.ReviewView, error) {
	return p.reviews.Review(ctx, a, id)
}

func (p reviewPile) Draft(ctx context.Context, review, person string) (readiness.Draft, error) {
	return p.reviews.Draft(ctx, review, person)
}

func (p reviewPile) SaveDraft(ctx context.Context, review string, fields map[string]string, by readiness.Actor) error {
	return p.reviews.SaveDraft(ctx, review, fields, by)
}
