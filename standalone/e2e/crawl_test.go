package e2e_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/sightline-readiness/sightline/demo"
	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// A crawler is one person without a browser, and so without scripts, who follows every link that a page shows.
type crawler struct {
	t      *testing.T
	client *http.Client
	base   string
	table  *http.ServeMux      // knows which route an address belongs to
	seen   map[string]bool     // addresses that have been read
	routes map[string][]string // by pattern, the addresses of it that were read; a few of each are enough
}

// enough is how many addresses of one route a crawler reads: the second may show another face.
const enough = 3

func newCrawler(t *testing.T, base string) *crawler {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	c := &crawler{t: t, client: &http.Client{Jar: jar}, base: base, table: http.NewServeMux(), seen: map[string]bool{}, routes: map[string][]string{}}
	for _, route := range web.Routes() {
		if route.Method == http.MethodGet {
			c.table.Handle(route.Pattern, http.NotFoundHandler())
		}
	}
	return c
}

// A step is an address, and the filter of the list that led to it.
type step struct{ path, filter string }

// follow reads a page and every page that it leads to, until nothing new is left. What a filtered list shows is followed by itself: the page of a paused
// review leads elsewhere than that of a late one.
func (c *crawler) follow(from string) {
	c.t.Helper()
	read := map[string]int{}
	for waiting := []step{{path: from}}; len(waiting) > 0; {
		at := waiting[0]
		waiting = waiting[1:]
		pattern := c.pattern(at.path)
		key := pattern + " " + at.filter
		if c.seen[at.path] || read[key] >= enough {
			continue
		}
		c.seen[at.path] = true
		if pattern == "" {
			c.t.Errorf("a page leads to %s, which is no page of ours", at.path)
			continue
		}
		read[key]++
		c.routes[pattern] = append(c.routes[pattern], at.path)
		next := at.filter
		if here, err := url.Parse(at.path); err == nil && here.Query().Get("state") != "" {
			next = here.Path + here.Query().Get("state")
		}
		for _, link := range c.read(at.path) {
			filter := next
			if to, err := url.Parse(link); err == nil && to.Query().Has("state") {
				filter = to.Query().Get("state")
			}
			waiting = append(waiting, step{link, filter})
		}
	}
}

// pattern is the route that an address belongs to, "" when it belongs to none.
func (c *crawler) pattern(path string) string {
	request, err := http.NewRequest(http.MethodGet, path, nil)
	must(c.t, err)
	_, pattern := c.table.Handler(request)
	return pattern
}

// read fetches an address and returns the addresses that it links to.
func (c *crawler) read(path string) []string {
	c.t.Helper()
	answer, err := c.client.Get(c.base + path)
	must(c.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(c.t, err)
	if answer.StatusCode != http.StatusOK {
		c.t.Errorf("a link leads to %s, which answers %s", path, answer.Status)
		return nil
	}
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	page, err := html.Parse(strings.NewReader(string(body)))
	must(c.t, err)
	here, err := url.Parse(path)
	must(c.t, err)
	return links(page, here)
}

// links are the addresses of this house that a page leads to, by links and by forms that only ask.
func links(n *html.Node, here *url.URL) (all []string) {
	for child := range n.Descendants() {
		if child.Type == html.ElementNode && child.Data == "form" {
			all = append(all, asks(child, here)...)
		}
		if child.Type != html.ElementNode || child.Data != "a" {
			continue
		}
		for _, a := range child.Attr {
			if to, err := here.Parse(a.Val); a.Key == "href" && err == nil && to.Host == "" && strings.HasPrefix(to.Path, "/") && !strings.HasPrefix(to.Path, "/api/") {
				to.Fragment = ""
				all = append(all, to.String())
			}
		}
	}
	return all
}

// asks are the addresses that a form leads to that only asks, one for each choice of each of its lists.
func asks(form *html.Node, here *url.URL) (all []string) {
	if attribute(form, "method") == "post" {
		return nil
	}
	for list := range form.Descendants() {
		if list.Type != html.ElementNode || list.Data != "select" {
			continue
		}
		for option := range list.Descendants() {
			if option.Type == html.ElementNode && option.Data == "option" && attribute(option, "value") != "" {
				query := url.Values{attribute(list, "name"): {attribute(option, "value")}}
				if to, err := here.Parse(attribute(form, "action") + "?" + query.Encode()); err == nil {
					all = append(all, to.String())
				}
			}
		}
	}
	return all
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// unreached are the pages that no link leads to on purpose: their address reaches a person by mail, on paper or in another program.
var unreached = []string{"/welcome/{secret}", "/sign-in", "/stop-mails/{secret}", "/calendar/{file}", "/partner/{secret}"}

// seldom are the pages that stand only where the demonstration does not: no self-assessment is under way, or one is signed. TestAssessment goes there by
// their links and has them looked at. A signature is late only after days; what its page says is for the samples of the door.
//
// The same goes for what a visit offers only after its inspectors have left, for what was not settled at the close of a day, and for an audit that is late,
// moderated, or of a second round: TestStory opens these pages by their address.
var seldom = []string{
	"/self-assessments/new", "/self-assessments/{id}/sign/{part}", "/self-assessments/{id}/decide",
	"/visits/{id}/letter", "/visits/{id}/close", "/visits/{id}/decide", "/visit-entries/{id}/decide",
	"/visits/{id}/{focus}/audits/compare", "/case-audits/{id}/improve", "/case-audits/{id}/decide",
}

// holderOf is who holds a role in the demonstration.
func holderOf(people []readiness.DemoPerson, role readiness.Role) string {
	i := slices.IndexFunc(people, func(p readiness.DemoPerson) bool { return p.Role == role })
	return people[i].PersonID
}

// missing are the pages of the door that none of the crawlers has read.
func missing(crawlers map[string]*crawler) (all []string) {
	for _, route := range web.Routes() {
		read := func(c *crawler) bool { return len(c.routes[route.Pattern]) > 0 }
		if route.Method != http.MethodGet || slices.Contains(slices.Concat(unreached, seldom), route.Pattern) {
			continue
		}
		if !slices.ContainsFunc(slices.Collect(crawlersOf(crawlers)), read) {
			all = append(all, route.Pattern)
		}
	}
	return all
}

func crawlersOf(m map[string]*crawler) func(yield func(*crawler) bool) {
	return func(yield func(*crawler) bool) {
		for _, c := range m {
			if !yield(c) {
				return
			}
		}
	}
}

// post sends a form and follows where it leads.
func (c *crawler) post(path string, form url.Values) string {
	c.t.Helper()
	request, err := http.NewRequest(http.MethodPost, c.base+path, strings.NewReader(form.Encode()))
	must(c.t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", c.base)
	answer, err := c.client.Do(request)
	must(c.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(c.t, err)
	if answer.StatusCode != http.StatusOK {
		c.t.Fatalf("%s answers %s: %s", path, answer.Status, fmt.Sprintf("%.300s", body))
	}
	return string(body)
}

// TestEveryPage lets one person of each role follow every link from their home, without scripts; every page of the door must be reached by somebody.
// Then each page is opened once in a real browser, at a desk's width and at 320 pixels, looked at by axe, and walked through by keyboard.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	must(t, demo.Make(t.Context(), h.pg.DSN("sightline"), demo.Hamlet(), time.Now(), func(words string) { t.Log(words) }))
	got[int](t)(h.commands.Rebuild(t.Context()))
	today := calendar.DateOf(time.Now())
	known, _, err := h.db.Demonstration(t.Context())
	must(t, err)
	h.handIn(t, demo.Hamlet().Newest(calendar.DateOf(known.MadeAt), today), today)
	h.change(t, readiness.LeaveOut{Job: readiness.SweepJob, Day: today.AddDays(2)})
	h.change(t, readiness.PauseJob{Job: readiness.DigestJob})
	h.change(t, readiness.SetRound{Name: "Each month", Months: 200, Rest: 1, Every: "month", Weekday: "monday", At: "6am", From: today.AddDays(1)})
	people := got[[]readiness.DemoPerson](t)(h.db.DemoPeople(t.Context()))
	for _, p := range people {
		if p.Role == readiness.ImprovementLead {
			lead := got[readiness.Actor](t)(h.db.Actor(t.Context(), p.PersonID))
			h.keepSheet(t, lead)
			h.copyFramework(t, lead)
			h.copyPacks(t, lead)
			h.keepCohorts(t, lead)
			h.keepVisit(t, lead, holderOf(people, readiness.AssistantDirector), holderOf(people, readiness.QualityAssurance))
		}
	}
	crawlers, who := map[string]*crawler{}, map[string]readiness.DemoPerson{}
	for _, p := range people {
		c := newCrawler(t, h.url)
		c.post("/sign-in/demonstration", url.Values{"person_id": {p.PersonID}})
		c.follow("/")
		if p.Role == readiness.ImprovementLead { // few criteria were sent twice, so the first that a crawler meets need not be one
			c.follow("/criteria/" + h.texts(`select appraisal_id::text from appraisal_events where kind = 'returned' order by 1 limit 1`)[0])
		}
		crawlers[string(p.Role)], who[string(p.Role)] = c, p
	}
	if len(crawlers) != len(readiness.Roles) {
		t.Errorf("there is no demonstration person for some of the roles: %v", people)
	}
	for _, pattern := range missing(crawlers) {
		t.Errorf("no link leads to %s", pattern)
	}
	first, shown := browser.Open(t, browser.Options{}), new([]string)
	done := map[string]bool{}
	for _, role := range slices.Sorted(maps.Keys(crawlers)) {
		v := visitor{first.Another(), t, h.url, shown}
		v.open("/sign-in")
		v.Click("Be " + who[role].Name)
		v.reads("What needs you")
		v.everyWay("home-of-" + role)
		for pattern, paths := range crawlers[role].routes {
			if pattern == "GET /{$}" || pattern == "/{$}" || done[pattern] || download(pattern) {
				continue
			}
			done[pattern] = true
			v.open(paths[0])
			v.everyWay(strings.Trim(strings.NewReplacer("/", "-", "{", "", "}", "").Replace(pattern), "-"))
		}
	}
}

// download reports whether a route gives a file and no page.
func download(pattern string) bool {
	return strings.HasSuffix(pattern, ".csv") || strings.HasSuffix(pattern, ".xlsx") || strings.HasSuffix(pattern, ".yaml") || strings.HasSuffix(pattern, ".ics") || strings.HasSuffix(pattern, "/as-sent") || strings.HasSuffix(pattern, "/file") || strings.HasSuffix(pattern, "/zip") ||
		strings.HasSuffix(pattern, "/word") || strings.Contains(pattern, "/download.")
}
