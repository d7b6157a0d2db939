package api_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func typeName(v any) string { return fmt.Sprintf("%T", v) }

func TestBodiesAreReadStrictly(t *testing.T) {
	t.Parallel()
	const sweepRules = `"alert_days":60,"review_days":20,"per_week":6,"put_offs":2,"put_off_days":20,"pause_months":6,"more_time_days":20,"next_review_months":3,"second_look_per_100":10,"second_look_seed":"s","reopen_months":12}`
	tests := map[string]struct {
		method, path, body string
		status             int
		code, location     string
		message            string
	}{
		"unknown field":    {"POST", "/areas", `{"name":"North","nam":1}`, 422, "invalid", "body.nam", "There is no field called nam here. Check its spelling, or leave it out."},
		"missing field":    {"POST", "/areas", `{}`, 422, "invalid", "body.name", "Enter the name of the area."},
		"no body":          {"POST", "/areas", ``, 422, "invalid", "body.name", "Enter the name of the area."},
		"null":             {"POST", "/areas", `null`, 422, "invalid", "body.name", "Enter the name of the area."},
		"a list":           {"POST", "/areas", `[]`, 422, "invalid", "body", "The body must be a JSON object."},
		"wrong type":       {"POST", "/areas", `{"name":7}`, 422, "invalid", "body.name", "This field must be text, not number."},
		"not a date":       {"POST", "/cases/" + caseID + "/exclusions", `{"reason":"nrpf","until":"3/3/2027"}`, 422, "invalid", "body.until", `"3/3/2027" is not a date; write a date as year, month and day, for example 2027-03-03.`},
		"unknown answer":   {"POST", "/cases/" + caseID + "/exclusions", `{"reason":"because","until":"2027-06-01"}`, 422, "invalid", "body.reason", "Choose one of the answers for the reason."},
		"broken JSON":      {"POST", "/areas", `{"name":`, 400, "malformed", "", ""},
		"two values":       {"POST", "/areas", `{"name":"a"} {}`, 400, "malformed", "", ""},
		"too long":         {"POST", "/areas", `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, 413, "too-large", "", ""},
		"a rule of a rule": {"PUT", "/rules/reviews", `{"reason":"x","rules":{"thresholds":[{"months":18,"from":"2027-01-01"},{"months":0,"from":"2027-01-01"}],` + sweepRules + `}`, 422, "invalid", "body.rules.thresholds[1].months", "The months must be between 1 and 240 (number 2 of the thresholds)."},
		"unknown inside":   {"PUT", "/rules/reviews", `{"reason":"x","rules":{"treshold":1}}`, 422, "invalid", "body.rules", "There is no field called treshold here. Check its spelling, or leave it out."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			role := readiness.ImprovementLead
			if strings.HasPrefix(tt.path, "/cases") {
				role = readiness.AssistantDirector
			}
			h := open(t, newHouse(t).deps())
			p := h.do(request(role, tt.method, tt.path, tt.body)).wants(tt.status, tt.code).problem()
			if tt.location == "" {
				return
			}
			if len(p.Errors) != 1 || p.Errors[0].Location != tt.location || p.Errors[0].Message != tt.message {
				t.Errorf("got %+v", p.Errors)
			}
		})
	}
	t.Run("media type", func(t *testing.T) {
		t.Parallel()
		r := request(readiness.ImprovementLead, "POST", "/areas", "name=North")
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		open(t, newHouse(t).deps()).do(r).wants(http.StatusUnsupportedMediaType, "media-type")
	})
}

func TestQueriesAreReadStrictly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ path, location, message string }{
		"unknown":        {"/cases?stat=all", "query.stat", "There is no parameter called stat here. Check its spelling, or leave it out."},
		"unknown answer": {"/cases?state=closed", "query.state", "Choose one of the answers for which cases."},
		"twice":          {"/cases?area=a&area=b", "query.area", "Give area once."},
		"no number":      {"/cases?limit=ten", "query.limit", "The parameter limit must be a whole number."},
		"out of range":   {"/cases?limit=5001", "query.limit", "The number of rows must be between 0 and 5,000."},
		"no date":        {"/deadlines?from=soon", "query.from", `"soon" is not a date; write a date as year, month and day, for example 2027-03-03.`},
		"missing date":   {"/deadlines", "query.from", "Enter the date to count from."},
	}
	h := open(t, newHouse(t).deps())
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := h.do(request(readiness.Director, "GET", tt.path, nil)).wants(http.StatusUnprocessableEntity, "invalid").problem()
			if len(p.Errors) != 1 || p.Errors[0].Location != tt.location || p.Errors[0].Message != tt.message || p.Detail != tt.message {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestDeadlines(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	// domain.md section 6: 15 working days after Friday 27 March 2026 skips Good Friday and Easter Monday.
	due := read[calendar.Answer](h.do(request(readiness.ElectedMember, "GET", "/deadlines?from=2026-03-27&working_days=15", nil)).wants(200, ""))
	if due.Due != calendar.On(2026, 4, 21) || len(due.Skipped) != 2 || due.CalendarVersion == "" {
		t.Errorf("got %+v", due)
	}
	between := read[calendar.Answer](h.do(request(readiness.ElectedMember, "GET", "/working-days?from=2026-03-27&to=2026-04-21&counting=inclusive", nil)).wants(200, ""))
	if between.Days != 16 {
		t.Errorf("got %+v", between)
	}
	h.do(request(readiness.ElectedMember, "GET", "/deadlines?from=9999-12-31&working_days=10000", nil)).wants(422, "invalid")
}

func TestPagesAreWalkedByLink(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	for i := range 5 {
		house.cases = append(house.cases, readiness.CaseRow{CaseID: strconv.Itoa(i), ChildRef: "=1+1"})
	}
	h := open(t, house.deps())
	path, seen := "/cases?state=all&limit=2", ""
	for path != "" {
		g := h.do(request(readiness.Director, "GET", path, nil)).wants(200, "")
		for _, row := range read[readiness.Page[readiness.CaseRow]](g).Rows {
			seen += row.CaseID
		}
		link, found := strings.CutSuffix(g.Header().Get("Link"), `>; rel="next"`)
		path = strings.TrimPrefix(link, "<"+api.Prefix)
		if found && !strings.Contains(path, "state=all") {
			t.Fatalf("the link %q forgot the filter", link)
		}
	}
	if seen != "01234" {
		t.Errorf("walked over %q", seen)
	}
	file := request(readiness.Director, "GET", "/cases?state=all", nil)
	file.Header.Set("Accept", "text/csv")
	g := h.do(file).wants(200, "")
	if lines := strings.Split(strings.TrimSpace(g.Body.String()), "\n"); len(lines) != 6 || !strings.HasPrefix(lines[1], "0,'=1+1,") {
		t.Errorf("the file has %d lines: %s", len(lines), g.Body)
	}
	if want := []string{"person-dcs {cases csv state=all 5}"}; !slices.Equal(house.taken, want) {
		t.Errorf("the trail keeps %q, want %q", house.taken, want)
	}
	if !strings.HasPrefix(g.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("the file is %s", g.Header().Get("Content-Type"))
	}
	findings := h.do(request(readiness.ImprovementLead, "GET", "/imports/"+importID+"/findings", nil)).wants(200, "")
	if findings.Header().Get("Link") == "" {
		t.Error("findings have no next page")
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err    error
		status int
		code   string
	}{
		"invalid":     {readiness.Errorf(readiness.Invalid, "No."), 422, "invalid"},
		"forbidden":   {readiness.Errorf(readiness.Forbidden, "No."), 403, "forbidden"},
		"not found":   {readiness.Errorf(readiness.NotFound, "No."), 404, "not-found"},
		"conflict":    {readiness.Errorf(readiness.Conflict, "No."), 409, "conflict"},
		"too large":   {readiness.Errorf(readiness.TooLarge, "No."), 413, "too-large"},
		"unconfirmed": {readiness.Errorf(readiness.Unconfirmed, "Not confirmed yet."), 503, "unconfirmed"},
		"unavailable": {fmt.Errorf("ask: %w", readiness.Errorf(readiness.Unavailable, "Away.")), 503, "unavailable"},
		"ours":        {errors.New("dial tcp 10.0.0.1: secret"), 500, "internal"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			house := newHouse(t)
			house.fail = tt.err
			g := open(t, house.deps()).do(request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)).wants(tt.status, tt.code)
			if strings.Contains(g.Body.String(), "secret") {
				t.Errorf("a fault of ours was shown: %s", g.Body)
			}
			if (tt.status == 503) != (g.Header().Get("Retry-After") != "") {
				t.Errorf("Retry-After is %q", g.Header().Get("Retry-After"))
			}
		})
	}
}

func TestAPanicIsAProblem(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	house.panics = true
	r := request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)
	open(t, house.deps()).do(r).wants(500, "internal")
	if len(house.answers) != 0 {
		t.Error("the key of a request that failed was not given back")
	}
}

func TestAddressesThatAreNotThere(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	h.do(request(readiness.Director, "GET", "/nowhere", nil)).wants(404, "not-found")
	g := h.do(request(readiness.Director, "DELETE", "/areas", nil)).wants(405, "method-not-allowed")
	if g.Header().Get("Allow") != "GET, POST" {
		t.Errorf("Allow is %q", g.Header().Get("Allow"))
	}
	r := httptest.NewRequest("GET", api.Prefix+"/openapi.json", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"openapi":"3.1.0"`) {
		t.Errorf("the document answers %d", w.Code)
	}
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	clock := now
	d.Now, d.PerMinute = func() time.Time { return clock }, 12
	h := open(t, d)
	ask := func(role readiness.Role) *http.Request { return request(role, "GET", "/me", nil) }
	h.do(ask(readiness.Director)).wants(200, "")
	h.do(ask(readiness.Director)).wants(200, "")
	g := h.do(ask(readiness.Director)).wants(429, "rate-limited")
	if g.Header().Get("Retry-After") != "5" {
		t.Errorf("Retry-After is %q", g.Header().Get("Retry-After"))
	}
	h.do(ask(readiness.AreaHead)).wants(200, "")
	clock = clock.Add(5 * time.Second)
	h.do(ask(readiness.Director)).wants(200, "")
}

func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	make := func(key, name string) *http.Request {
		r := request(readiness.ImprovementLead, "POST", "/areas", map[string]string{"name": name})
		r.Header.Set("Idempotency-Key", key)
		return r
	}
	h.do(make("", "North")).wants(400, "idempotency-key-missing")
	h.do(make("1", "North")).wants(400, "idempotency-key-missing")
	key := freshKey()
	h.do(make(key, "")).wants(422, "invalid")
	first := h.do(make(key, "North")).wants(201, "") // a refused key can be used again
	again := h.do(make(strings.ToUpper(key), "North")).wants(201, "")
	if again.Header().Get("Idempotent-Replayed") != "true" || again.Body.String() != first.Body.String() || first.Header().Get("Idempotent-Replayed") != "" {
		t.Errorf("the answer was not repeated: %v", again.Header())
	}
	h.do(make(key, "South")).wants(422, "idempotency-key-reused")
	running := freshKey()
	r := make(running, "East")
	if _, _, err := house.Begin(context.Background(), person(readiness.ImprovementLead), running, "POST "+api.Prefix+"/areas", hashOf(`{"name":"East"}`)); err != nil {
		t.Fatal(err)
	}
	h.do(r).wants(409, "still-running")
}

func TestTheKeyIsTheCommandID(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	d.Answers = nil // the review itself must know it
	h := open(t, d)
	key := freshKey()
	for range 2 {
		r := request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)
		r.Header.Set("Idempotency-Key", key)
		if got := read[readiness.Review](h.do(r).wants(200, "")); got.Seq != 2 || got.Commands[0] != key {
			t.Errorf("event %d by the commands %v", got.Seq, got.Commands)
		}
	}
}

func TestSecretsAreNotKept(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	h.do(request(readiness.Administrator, "POST", "/people/"+otherID+"/sign-in-links", nil)).wants(201, "")
	if len(house.answers) != 0 {
		t.Errorf("kept %v", house.answers)
	}
}

func TestOwnTokens(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	list := read[struct{ Rows []readiness.Token }](h.do(request(readiness.Director, "GET", "/tokens", nil)).wants(200, ""))
	if len(list.Rows) != 1 || list.Rows[0].Name != "Power BI" {
		t.Errorf("got %+v", list)
	}
	h.do(request(readiness.Director, "DELETE", "/tokens/"+otherID, nil)).wants(204, "")
	h.do(request(readiness.Director, "DELETE", "/tokens/"+caseID, nil)).wants(404, "not-found")
	h.do(request(readiness.Director, "POST", "/tokens", nil)).wants(405, "method-not-allowed")
}

func TestExclusionsStayInTheOwnArea(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	body := map[string]string{"reason": "nrpf", "until": "2027-06-01"}
	h.do(request(readiness.AreaHead, "POST", "/cases/"+caseID+"/exclusions", body)).wants(201, "")
	h.do(request(readiness.AreaHead, "POST", "/cases/"+otherID+"/exclusions", body)).wants(403, "forbidden")
	h.do(request(readiness.AreaHead, "DELETE", "/cases/"+otherID+"/exclusions/"+importID, nil)).wants(403, "forbidden")
}

// upload is a form with files; an empty name leaves taken_on out.
func upload(t *testing.T, takenOn string, parts map[string]string) *http.Request {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if takenOn != "" {
		if err := w.WriteField("taken_on", takenOn); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range parts {
		part, err := w.CreateFormFile(name, "lists.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := request(readiness.ImprovementLead, "POST", "/imports", form.String())
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func TestUpload(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	g := h.do(upload(t, "2027-02-28", map[string]string{"files": "PK"})).wants(202, "")
	if g.Header().Get("Location") != api.Prefix+"/imports/"+importID {
		t.Errorf("Location is %q", g.Header().Get("Location"))
	}
	if u := house.imports[0]; u.TakenOn != calendar.On(2027, 2, 28) || string(u.Files[0].Data) != "PK" || u.Files[0].Name != "lists.xlsx" {
		t.Errorf("got %+v", u)
	}
	h.do(upload(t, "", map[string]string{"files": "PK"})).wants(422, "invalid")
	h.do(upload(t, "soon", map[string]string{"files": "PK"})).wants(422, "invalid")
	h.do(upload(t, "2027-02-28", nil)).wants(422, "invalid")
	h.do(upload(t, "2027-02-28", map[string]string{"files": ""})).wants(422, "invalid")
	h.do(upload(t, "2027-02-28", map[string]string{"file": "PK"})).wants(422, "invalid")
	h.do(upload(t, "2027-02-28", map[string]string{"files": strings.Repeat("x", 1<<20)})).wants(413, "too-large")
	h.do(request(readiness.ImprovementLead, "POST", "/imports", `{}`)).wants(415, "media-type")
	cut := upload(t, "2027-02-28", map[string]string{"files": "PK"})
	half, err := io.ReadAll(cut.Body)
	if err != nil {
		t.Fatal(err)
	}
	cut.Body = io.NopCloser(bytes.NewReader(half[:len(half)/2]))
	h.do(cut).wants(400, "malformed")
	if len(house.imports) != 1 {
		t.Errorf("%d uploads were kept", len(house.imports))
	}
	h.do(request(readiness.ImprovementLead, "POST", "/imports/"+importID+"/check", nil)).wants(204, "")
	h.do(request(readiness.ImprovementLead, "POST", "/imports/"+importID+"/confirm", nil)).wants(202, "")
	h.do(request(readiness.ImprovementLead, "POST", "/imports/"+importID+"/discard", nil)).wants(204, "")
}

func TestHealthWithoutTemporal(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	house.fail = errors.New("no connection")
	g := open(t, house.deps()).do(request(readiness.Administrator, "GET", "/health", nil)).wants(200, "")
	if h := read[struct {
		Commands bool
		Message  string
	}](g); h.Commands || h.Message == "" {
		t.Errorf("got %+v", h)
	}
}
