package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Ids of the test house.
const (
	reviewID  = "0198a000-0000-7000-8000-000000000001"
	caseID    = "0198a000-0000-7000-8000-000000000002"
	areaID    = "0198a000-0000-7000-8000-000000000003"
	teamID    = "0198a000-0000-7000-8000-000000000004"
	importID  = "0198a000-0000-7000-8000-000000000005"
	actionID  = "0198a000-0000-7000-8000-000000000006"
	pieceID   = "0198a000-0000-7000-8000-000000000007"
	foundID   = "0198a000-0000-7000-8000-000000000008"
	seriesID  = "0198a000-0000-7000-8000-00000000000a"
	meetingID = "0198a000-0000-7000-8000-00000000000b"
	pointID   = "0198a000-0000-7000-8000-00000000000c"
	reportID  = "0198a000-0000-7000-8000-00000000000d"
	otherID   = "0198a000-0000-7000-8000-000000000009"
)

var now = time.Date(2027, 3, 3, 9, 0, 0, 0, time.UTC)

// A house is everything behind the hatch, kept in memory. Reviews decide by the real rules.
type house struct {
	readiness.PeopleRegister
	readiness.PlaceRegister

	mu       sync.Mutex
	review   readiness.Review
	commands int   // that reached a review
	fail     error // of every command
	cases    []readiness.CaseRow
	imports  []readiness.Upload
	answers  map[string]kept
	ladder   readiness.Ladder
	panics   bool
	taken    []string // as files
	plan     planStore
	forum    forumStore
	requests preScrutinyShelf
	assess   assessStore
	visits   visitStore
	entries  entryStore
}

type kept struct {
	asked  string
	answer []byte
}

func newHouse(t *testing.T) *house {
	t.Helper()
	opening := readiness.Opening{
		CaseID: caseID, AreaID: areaID, TeamID: teamID, Due: calendar.On(2027, 3, 31), Days: 20,
		Basis: readiness.Basis{Type: readiness.ChildInNeed, Since: calendar.On(2025, 1, 14), Threshold: 18, Reached: calendar.On(2026, 7, 14)},
	}
	terms := readiness.TermsFor(readiness.DefaultReviewRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now))
	r, _, err := readiness.OpenReview(reviewID, opening, person(readiness.TeamManager), terms, now)
	if err != nil {
		t.Fatal(err)
	}
	return &house{review: r, answers: map[string]kept{}, ladder: readiness.DefaultLadder(), plan: newPlan(t), forum: newForum(t), requests: newPreScrutinies(t), assess: newAssess(t), visits: newVisits(t), entries: newEntries()}
}

// person is the id of whoever holds a role in the test house.
func person(role readiness.Role) string { return "person-" + string(role) }

// token is a secret: the role, then the scopes it has.
func token(role readiness.Role, scopes ...string) string {
	return strings.Join(append([]string{string(role)}, scopes...), ".")
}

func full(role readiness.Role) string { return token(role, "read", "write", "import") }

func (h *house) TokenActor(_ context.Context, secret string) (readiness.Actor, []string, error) {
	parts := strings.Split(secret, ".")
	role := readiness.Role(parts[0])
	holding := readiness.Holding{Role: role}
	switch {
	case role == readiness.TeamManager:
		holding.AreaID, holding.TeamID = areaID, teamID
	case role == readiness.AreaHead:
		holding.AreaID = areaID
	case role.Title() == "":
		return readiness.Actor{}, nil, readiness.Errorf(readiness.NotFound, "There is no such token.")
	}
	return readiness.Actor{PersonID: person(role), Name: "The " + role.Title(), Holdings: []readiness.Holding{holding}, TokenID: secret}, parts[1:], nil
}

func (h *house) Review(_ context.Context, id string, c readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.commands++
	if h.panics {
		panic("out of hand")
	}
	if h.fail != nil {
		return readiness.Review{}, h.fail
	}
	next, _, err := h.review.Do(c, asked, now)
	if err != nil {
		return readiness.Review{}, err
	}
	h.review = next
	return next.Brief(), nil
}

// commands is the Commands of the house; its views have methods of the same names.
type commands struct{ *house }

func (c commands) CheckImport(context.Context, string) error { return c.fail }
func (c commands) ConfirmImport(context.Context, string, readiness.Asked) error {
	return c.fail
}

func (c commands) DiscardImport(context.Context, string, readiness.Asked) error {
	return c.fail
}

func (c commands) Sweep(context.Context, readiness.Asked) (readiness.SweepResult, error) {
	return readiness.SweepResult{On: calendar.DateOf(now), Opened: 3}, c.fail
}
func (c commands) ReplanAll(context.Context) error { return nil }

func (c commands) Reachable(context.Context) error { return c.fail }

type cases struct{ *house }

func (c cases) Cases(_ context.Context, _ readiness.Actor, q readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	return window(c.cases, q.Cursor, q.Limit)
}

// window is a page of at most two rows, so that everything must be paged.
func window[T any](list []T, cursor string, _ int) (readiness.Page[T], error) {
	from := len(cursor)
	page := readiness.Page[T]{Total: len(list)}
	for i := from; i < len(list) && i < from+2; i++ {
		page.Rows = append(page.Rows, list[i])
	}
	if from+2 < len(list) {
		page.Next = strings.Repeat("x", from+2)
	}
	return page, nil
}

func (c cases) Case(_ context.Context, _ readiness.Actor, id string) (readiness.CaseView, error) {
	switch id {
	case caseID:
		return readiness.CaseView{CaseRow: readiness.CaseRow{CaseID: id, ChildRef: "48213"}, AreaID: areaID, TeamID: teamID}, nil
	case otherID:
		return readiness.CaseView{CaseRow: readiness.CaseRow{CaseID: id}, AreaID: otherID, TeamID: otherID}, nil
	}
	return readiness.CaseView{}, readiness.Errorf(readiness.NotFound, "There is no such case.")
}

func (c cases) ExcludeCase(_ context.Context, _ string, e readiness.Exclude, asked readiness.Asked) (readiness.Exclusion, error) {
	return readiness.Exclusion{ID: asked.ID, Reason: e.Reason, Until: e.Until, By: asked.By.Name}, nil
}

func (c cases) ExcludeCases(_ context.Context, e readiness.ExcludeSeveral, _ readiness.Asked) (readiness.ExcludedCases, error) {
	return readiness.ExcludedCases{Until: e.Until, Done: []readiness.ExcludedCase{{CaseID: e.Cases[0]}}, Refused: []readiness.ExclusionLeft{}}, nil
}

func (c cases) CheckExclusions(context.Context, readiness.Actor, readiness.ExcludeSeveral) (readiness.ExcludedCases, error) {
	return readiness.ExcludedCases{}, nil
}
func (c cases) EndExclusion(context.Context, string, string, readiness.Asked) error { return nil }

type reviews struct{ *house }

func (v reviews) Home(context.Context, readiness.Actor) (readiness.HomeView, error) {
	return readiness.HomeView{On: calendar.DateOf(now)}, nil
}

func (v reviews) Review(_ context.Context, _ readiness.Actor, id string) (readiness.ReviewView, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if id != reviewID {
		return readiness.ReviewView{}, readiness.Errorf(readiness.NotFound, "There is no such review.")
	}
	return readiness.ReviewView{ReviewRow: readiness.ReviewRow{ReviewID: id, Status: v.review.Status}, State: v.review}, nil
}

func (v reviews) Reviews(context.Context, readiness.Actor, readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return readiness.Page[readiness.ReviewRow]{Rows: []readiness.ReviewRow{{ReviewID: reviewID, Team: "=cmd()"}}, Total: 1}, nil
}

func (v reviews) Draft(context.Context, string, string) (readiness.Draft, error) {
	return readiness.Draft{}, nil
}

func (v reviews) SaveDraft(context.Context, string, map[string]string, readiness.Actor) error {
	return nil
}

func (v reviews) Owners(context.Context, readiness.Actor, string) ([]readiness.Choice, error) {
	return nil, nil
}

func (v reviews) OwnerLoads(context.Context, readiness.Actor) ([]readiness.OwnerLoad, error) {
	return []readiness.OwnerLoad{}, nil
}

type imports struct{ *house }

func (i imports) NewImport(_ context.Context, u readiness.Upload, _ readiness.Asked) (readiness.Import, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.imports = append(i.imports, u)
	return readiness.Import{ID: importID, Status: readiness.ImportChecking, TakenOn: u.TakenOn}, nil
}

func (i imports) Import(_ context.Context, id string) (readiness.Import, error) {
	return readiness.Import{ID: id, Status: readiness.ImportChecked}, nil
}
func (i imports) Imports(context.Context) ([]readiness.Import, error) { return nil, nil }

func (i imports) Findings(_ context.Context, _ string, q readiness.FindingQuery) (readiness.Page[readiness.Finding], error) {
	return window([]readiness.Finding{{List: 6, Row: 2}, {List: 6, Row: 3}, {List: 7, Row: 2}}, q.Cursor, q.Limit)
}

func (i imports) ImportChanges(context.Context, string, readiness.ChangeQuery) (readiness.Page[readiness.ChangeRow], error) {
	return readiness.Page[readiness.ChangeRow]{}, nil
}

func (h *house) Areas(context.Context) ([]readiness.Area, error) {
	return []readiness.Area{{ID: areaID, Name: "North"}}, nil
}
func (h *house) Teams(context.Context) ([]readiness.Team, error) { return nil, nil }
func (h *house) SaveArea(_ context.Context, id string, a readiness.SaveArea, _ readiness.Asked) (readiness.Area, error) {
	return readiness.Area{ID: id, Name: a.Name}, nil
}
func (h *house) MapTeams(context.Context, readiness.MapTeams, readiness.Asked) error { return nil }

func (h *house) People(context.Context) ([]readiness.Person, error) { return nil, nil }
func (h *house) Person(_ context.Context, id string) (readiness.Person, error) {
	return readiness.Person{ID: id}, nil
}

func (h *house) SavePerson(_ context.Context, id string, p readiness.SavePerson, asked readiness.Asked) (readiness.Person, error) {
	if id == "" {
		id = asked.ID
	}
	return readiness.Person{ID: id, Name: p.Name}, nil
}

func (h *house) AddPost(_ context.Context, _ string, p readiness.AddPost, asked readiness.Asked) (readiness.Post, error) {
	return readiness.Post{ID: asked.ID, Role: p.Role, From: p.From}, nil
}

func (h *house) EndPost(context.Context, string, string, readiness.EndPost, readiness.Asked) error {
	return nil
}

func (h *house) AddDeputy(_ context.Context, id string, d readiness.AddDeputy, asked readiness.Asked) (readiness.Deputy, error) {
	return readiness.Deputy{ID: asked.ID, PersonID: id, DeputyID: d.DeputyID, From: d.From, Until: d.Until}, nil
}
func (h *house) EndDeputy(context.Context, string, string, readiness.Asked) error { return nil }
func (h *house) NewSignInLink(context.Context, string, readiness.Asked) (string, error) {
	return "one-time", nil
}
func (h *house) EndSessions(context.Context, string, readiness.Asked) (int, error) { return 2, nil }

type rulebook struct{ *house }

func (r rulebook) ReviewRules(context.Context) (readiness.ReviewRules, error) {
	return readiness.DefaultReviewRules(), nil
}
func (r rulebook) Ladder(context.Context) (readiness.Ladder, error) { return r.ladder, nil }
func (r rulebook) Calendar(context.Context) (calendar.Calendar, error) {
	return calendar.England(), nil
}

func (r rulebook) SetReviewRules(_ context.Context, rules readiness.ReviewRules, _ readiness.RuleChange, _ readiness.Asked) (readiness.ReviewRules, error) {
	rules.Version = 2
	return rules, nil
}

func (r rulebook) SetLadder(_ context.Context, l readiness.Ladder, _ readiness.RuleChange, _ readiness.Asked) (readiness.Ladder, error) {
	l.Version = r.ladder.Version + 1
	r.house.ladder = l
	return l, nil
}

func (r rulebook) SetClosures(_ context.Context, closed []calendar.Closure, _ readiness.RuleChange, _ readiness.Asked) (calendar.Calendar, error) {
	return calendar.England().With("england+1", closed), nil
}

type serviceViews struct{ *house }

func (s serviceViews) Mails(context.Context, readiness.MailQuery) (readiness.Page[readiness.Mail], error) {
	return readiness.Page[readiness.Mail]{Rows: []readiness.Mail{{ID: otherID, At: now}}, Total: 1}, nil
}

func (s serviceViews) Mail(_ context.Context, id string) (readiness.Mail, error) {
	return readiness.Mail{ID: id}, nil
}

func (s serviceViews) Health(context.Context) (readiness.Health, error) {
	return readiness.Health{LedgerVersion: 6}, nil
}

func (s serviceViews) Audit(context.Context, readiness.AuditQuery) (readiness.Page[readiness.AuditRow], error) {
	return readiness.Page[readiness.AuditRow]{}, nil
}

func (s serviceViews) Exported(_ context.Context, by readiness.Actor, e readiness.Export) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, fmt.Sprint(by.PersonID, " ", e))
	return nil
}

func (s serviceViews) VerifyAudit(context.Context) (readiness.AuditCheck, error) {
	return readiness.AuditCheck{Rows: 3}, nil
}

type accounts struct {
	readiness.Accounts
	*house
}

func (a accounts) TokenActor(ctx context.Context, secret string) (readiness.Actor, []string, error) {
	return a.house.TokenActor(ctx, secret)
}

func (a accounts) Tokens(context.Context, string) ([]readiness.Token, error) {
	return []readiness.Token{{ID: otherID, Name: "Power BI", Scopes: []string{"read"}, Until: calendar.On(2027, 12, 31)}}, nil
}

func (accounts) ConfirmPassword(context.Context, readiness.Actor, string, string) error {
	return readiness.Errorf(readiness.Forbidden, "No machine signs.")
}

func (a accounts) EndToken(_ context.Context, id string, _ readiness.Asked) error {
	if id != otherID {
		return readiness.Errorf(readiness.NotFound, "There is no such token.")
	}
	return nil
}

func (h *house) Begin(_ context.Context, actorID, key, methodPath string, bodyHash []byte) (string, []byte, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := methodPath + string(bodyHash)
	k, ok := h.answers[actorID+key]
	switch {
	case !ok:
		h.answers[actorID+key] = kept{asked: asked}
		return api.AnswerNew, nil, nil
	case k.asked != asked:
		return api.AnswerOther, nil, nil
	case k.answer == nil:
		return api.AnswerRunning, nil, nil
	}
	return api.AnswerKept, k.answer, nil
}

func (h *house) Finish(_ context.Context, actorID, key string, answer []byte) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if answer == nil {
		delete(h.answers, actorID+key)
		return nil
	}
	k := h.answers[actorID+key]
	k.answer = answer
	h.answers[actorID+key] = k
	return nil
}

func (h *house) deps() api.Deps {
	audits := &auditShelf{}
	return api.Deps{
		House: readiness.House{
			Commands: commands{h}, Cases: cases{h}, Reviews: reviews{h}, Imports: imports{h}, Places: h, People: h, Rules: rulebook{h},
			Service: serviceViews{h}, Accounts: accounts{house: h}, Plan: plan{h}, Actions: plan{h}, Evidence: evidence{h}, Criteria: evidence{h}, PlanFilters: &planFilters{}, Pace: plan{h}, Reports: plan{h}, Meetings: forum{h}, Points: forum{h}, PreScrutinies: preScrutinies{h}, Dips: &dipSamples{}, Mailing: &preferences{}, Feeds: feeds{}, Schedules: &clockworks{}, Time: keeper{},
			Frameworks: library{}, FrameworkFiles: frameworks.Files{}, Packs: packShelf{},
			Partners: &partners{},
			Pulses:   &pulses{},
			Homes:    &homeBook{}, HomeVisits: &homeBook{},
			AssessmentReports: &assessmentReports{},
			Visits:            visiting{h},
			Entries:           entering{h},
			Writing:           &writingBook{house: h},
			VisitPacks:        packing{},
			Assessments:       assessing{h}, Gaps: gapHouse{}, Inspections: gapHouse{},
			Samples: audits, CaseAudits: audits,
		},
		Answers: h, Now: func() time.Time { return now },
		Log: slog.New(slog.DiscardHandler), MaxUpload: 1 << 20, PerMinute: 100000,
	}
}

// A hatch is the handler under test; every answer that passes through it is held against the OpenAPI document.
type hatch struct {
	t *testing.T
	http.Handler
	router routers.Router
}

func open(t *testing.T, d api.Deps) *hatch {
	t.Helper()
	return &hatch{t: t, Handler: api.New(d), router: contract(t)}
}

var contractOnce = sync.OnceValues(func() (routers.Router, error) {
	text, err := api.Document()
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	return legacy.NewRouter(doc)
})

func contract(t *testing.T) routers.Router {
	t.Helper()
	router, err := contractOnce()
	if err != nil {
		t.Fatal(err)
	}
	return router
}

// A got is an answer.
type got struct {
	t *testing.T
	*httptest.ResponseRecorder
}

func (h *hatch) do(r *http.Request) got {
	h.t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	h.matchesDocument(r, w)
	return got{h.t, w}
}

func (h *hatch) matchesDocument(r *http.Request, w *httptest.ResponseRecorder) {
	h.t.Helper()
	route, params, err := h.router.FindRoute(r)
	if err != nil {
		if w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
			h.t.Errorf("%s %s is not in the document, and answers %d", r.Method, r.URL, w.Code)
		}
		return
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true}
	in := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options},
		Status:                 w.Code, Header: w.Header(), Options: options,
	}
	in.SetBodyBytes(w.Body.Bytes())
	if w.Code == http.StatusNoContent {
		in.Body = io.NopCloser(strings.NewReader(""))
	}
	if err := openapi3filter.ValidateResponse(context.Background(), in); err != nil {
		h.t.Errorf("%s %s answers %d with what the document does not say: %v\n%s", r.Method, r.URL, w.Code, err, w.Body)
	}
}

// request makes one with a full token of a role, and a fresh key when it changes something.
func request(role readiness.Role, method, path string, body any) *http.Request {
	var reader io.Reader
	if body != nil {
		text, isText := body.(string)
		if !isText {
			data, err := json.Marshal(body)
			if err != nil {
				panic(err)
			}
			text = string(data)
		}
		reader = strings.NewReader(text)
	}
	r := httptest.NewRequest(method, api.Prefix+path, reader)
	r.Header.Set("Authorization", "Bearer "+full(role))
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if method == http.MethodPost {
		r.Header.Set("Idempotency-Key", freshKey())
	}
	return r
}

// wants checks status and, for a refusal, the problem's code.
func (g got) wants(status int, code string) got {
	g.t.Helper()
	if g.Code != status {
		g.t.Fatalf("status %d, want %d: %s", g.Code, status, g.Body)
	}
	if code == "" {
		return g
	}
	p := g.problem()
	if p.Type != "urn:sightline:problem:"+code {
		g.t.Errorf("type %q, want %s", p.Type, code)
	}
	if p.Status != status || p.Title == "" || p.Detail == "" || !strings.HasPrefix(p.Instance, "urn:sightline:request:") {
		g.t.Errorf("the problem is not whole: %+v", p)
	}
	return g
}

type problem struct {
	Type, Title, Detail, Instance string
	Status                        int
	Errors                        []struct{ Location, Message string }
}

func (g got) problem() problem {
	g.t.Helper()
	if ct := g.Header().Get("Content-Type"); ct != "application/problem+json" {
		g.t.Errorf("a refusal has the content type %q", ct)
	}
	return read[problem](g)
}

func read[T any](g got) T {
	g.t.Helper()
	var v T
	dec := json.NewDecoder(bytes.NewReader(g.Body.Bytes()))
	if err := dec.Decode(&v); err != nil && !errors.Is(err, io.EOF) {
		g.t.Fatalf("%v: %s", err, g.Body)
	}
	return v
}
