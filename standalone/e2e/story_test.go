package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestStory goes the whole way of issue 2 in a real browser: from the first administrator's link to a signed review, as a person would, page by page.
// The main forms are then used once more without JavaScript.
func TestStory(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.children, h.began = 60, calendar.DateOf(time.Now())
	s := &story{house: h, shown: new([]string)}
	first := browser.Open(t, browser.Options{})
	s.admin = visitor{first, t, h.url, s.shown}
	s.lead, s.manager, s.head, s.guest = s.another(first), s.another(first), s.another(first), s.another(first)

	s.beginning()
	s.importing()
	s.appointing()
	s.reviewing()
	s.withoutJavaScript()
	s.deciding()
	s.looking()
	s.everyRoute()
}

type story struct {
	*house
	admin, lead, manager, head, guest visitor
	shown                             *[]string
}

func (s *story) another(b *browser.Browser) visitor {
	return visitor{b.Another(), s.t, s.url, s.shown}
}

// beginning: the administrator's link, a password that is too short, the areas, and the improvement lead's account.
func (s *story) beginning() {
	a := s.admin
	a.open("/")
	a.page("sign-in")
	link := s.url + "/welcome/" + s.firstLink()
	a.Goto(link)
	a.Fill("New password", "short")
	a.Click("Set password and sign in")
	a.reads("There is a problem", "12 characters")
	a.page("welcome-refused")
	a.welcome(link)
	a.page("home-administrator")
	for _, area := range []string{"North", "South"} {
		a.open("/places/areas/new")
		a.Fill("Name of the area", area)
		a.Click("Save")
		a.reads(area)
	}
	a.page("areas")
	s.lead.welcome(a.addPerson("Imogen Lead", "Improvement programme lead", "", ""))
	s.lead.page("home-lead-empty")
	s.guest.Goto(link)
	s.guest.reads("has been used")
	s.guest.page("link-used")
}

// importing: something that is no workbook, a broken copy, and then the lists.
func (s *story) importing() {
	l, today := s.lead, calendar.DateOf(time.Now())
	upload := func(name string, data []byte) {
		l.open("/imports/new")
		l.date("taken_on", today)
		l.Upload("files", write(s.t, name, data))
		l.Click("Upload and check")
	}
	l.open("/imports/new")
	l.Click("Upload and check")
	l.reads("There is a problem")
	l.page("upload-refused")
	upload("minutes.xlsx", []byte("Dear all, please find the lists below."))
	l.reads("This upload cannot be used", "Nothing has been changed")
	l.page("upload-no-workbook")
	broken := annexatest.New(annexatest.Spec{Seed: 7, Children: 60, TakenOn: today, Teams: teams})
	for _, fault := range annexatest.FaultIDs()[:12] {
		broken.Break(fault)
	}
	upload("broken.xlsx", broken.XLSX())
	l.reads("What we found", "Nothing has been changed yet")
	l.page("found-broken")
	l.Click("Read all findings")
	l.page("findings")
	l.Click("Back to the upload")
	l.Click("Throw this upload away")
	l.reads("was thrown away")
	upload("annex-a.xlsx", s.lists(today))
	l.reads("What changes if you confirm")
	l.page("found")
	l.Click("Continue to confirm")
	l.page("confirm-import")
	l.Click("Confirm and change the case list")
	l.reads("The case list is up to date")
	l.page("imported")
}

// appointing: teams into areas, an area head and two team managers, then the sweep.
func (s *story) appointing() {
	a := s.admin
	for _, area := range []string{"North", "South"} {
		a.open("/places")
		for _, team := range teams {
			if strings.HasPrefix(team, area) {
				a.Choose(team)
			}
		}
		a.Fill("area_id", area)
		a.Click("Put them there")
	}
	a.page("places")
	s.head.welcome(a.addPerson("Hanna Head", "Area head", "Which area?", "North"))
	s.manager.welcome(a.addPerson("Marek Manager", "Team manager", "Which team?", teams[0]+", North"))
	a.page("sign-in-link")
	a.addPerson("Sam South", "Area head", "Which area?", "South") // a ladder that names the area head needs one everywhere
	a.open("/people")
	a.page("people")
	a.Click("Hanna Head")
	a.page("person")
	s.lead.open("/imports")
	s.lead.page("imports")
	s.lead.open("/")
	s.lead.Click("Look for long-open cases now")
	s.lead.reads("Sightline looked at all open cases")
	s.lead.page("home-lead")
	until(s.t, soon, "the reviews open", func() (bool, any) {
		n := s.count(`select count(*) from reviews where status = 'open'`)
		return n > 3 && s.count(`select count(*) from reviews where status = 'planned'`) == 0, n
	})
}

// reviewing: the team manager does a review, first incompletely; the area head signs it.
func (s *story) reviewing() {
	m, h := s.manager, s.head
	m.open("/")
	m.page("home-team-manager")
	m.Click("Write")
	m.reads("What happens next")
	m.page("review")
	m.Click("Begin the review")
	m.Fill("why_open", "The family waits for the housing decision of May.")
	m.Click("Submit for sign-off")
	m.reads("There is a problem")
	m.page("review-refused")
	if kept := m.Value("why_open"); kept != "The family waits for the housing decision of May." {
		s.t.Errorf("a refused review forgets what was typed; it shows %q", kept)
	}
	s.submit(m)
	m.page("review-submitted")
	h.open("/")
	h.page("home-area-head")
	h.Click("Read and sign")
	h.page("sign-off")
	h.Choose("Sign it off")
	h.Click("Confirm")
	h.reads("The review is signed off.")
	h.page("review-signed-off")
}

// submit fills the review's form and sends it.
func (s *story) submit(v visitor) {
	v.Fill("why_open", "The family waits for the housing decision of May.")
	v.Choose("Waiting for a service")
	v.Fill("what_changed", "The older child is back in school.")
	v.date("last_seen", calendar.DateOf(time.Now()).AddDays(-6))
	v.Choose("plan_ends=yes")
	v.Choose("Continue, with new outcomes by a date")
	v.Fill("new_outcomes", "A tenancy, and a health visitor who comes every week.")
	v.date("next_date", calendar.DateOf(time.Now()).AddMonths(2))
	v.Click("Submit for sign-off")
	v.reads("Waiting for sign-off")
}

// withoutJavaScript does the same forms without scripts, and sends a review back.
func (s *story) withoutJavaScript() {
	for _, v := range []visitor{s.manager, s.head, s.lead} {
		v.JavaScript(false)
		defer v.JavaScript(true)
	}
	m, h := s.manager, s.head
	m.open("/reviews?state=mine")
	m.page("reviews-mine-without-javascript")
	id := s.texts(`select r.id::text from reviews r join people p on p.id = r.owner_id where p.name = 'Marek Manager' and r.status = 'open' order by r.due limit 1`)[0]
	m.open("/reviews/" + id)
	m.Fill("why_open", "A draft.")
	m.Click("Save draft")
	m.open("/reviews/" + id)
	m.reads("Your draft of")
	s.submit(m)
	m.page("review-submitted-without-javascript")
	h.open("/reviews/" + id + "/sign-off")
	h.Choose("Send it back")
	h.Click("Confirm")
	h.reads("There is a problem")
	h.page("send-back-refused-without-javascript")
	h.Choose("Send it back")
	h.Fill("missing", "When was the school last asked?")
	h.Click("Confirm")
	h.reads("The review was sent back.")
	m.open("/reviews/" + id)
	m.reads("When was the school last asked?")
	m.page("review-sent-back-without-javascript")
	s.lead.open("/imports/new")
	s.lead.date("taken_on", calendar.DateOf(time.Now()))
	s.lead.Upload("files", write(s.t, "again.xlsx", s.lists(s.began)))
	s.lead.Click("Upload and check")
	until(s.t, soon, "the same lists are read without JavaScript", func() (bool, any) {
		if s.lead.Has("Look again") {
			s.lead.Click("Look again")
		}
		return s.lead.Has("What changes if you confirm"), s.lead.URL()
	})
	s.lead.page("found-without-javascript")
}

// deciding: a review put off under a ladder of minutes reaches the area head, who decides it, mostly by the keyboard alone.
func (s *story) deciding() {
	s.setLadder(s.t, minutes(0, readiness.AreaHead))
	s.sweep(s.t)
	id := s.texts(`select r.id::text from reviews r join people p on p.id = r.owner_id where p.name = 'Marek Manager' and r.status = 'open' order by r.due limit 1`)[0]
	until(s.t, soon, "the review follows the new ladder", func() (bool, any) { v := s.state(id).Terms.Ladder; return len(v.Rungs) == 1, v })
	m, h := s.manager, s.head
	m.open("/reviews/" + id)
	m.Click("Put it off")
	m.page("put-off")
	m.date("until", s.later(id, 5))
	m.Fill("reason", "The court date moved.")
	m.Click("Put it off")
	m.reads("The review is put off until")
	s.awaitReached(s.t, id, readiness.AreaHead)
	h.open("/")
	h.page("home-area-head-decide")
	h.Reach("press", "Decide")
	h.Press(browser.Enter)
	h.reads("What has been tried")
	h.page("decide")
	h.Click("Confirm decision")
	h.reads("There is a problem")
	h.Choose("Allow more time")
	h.Click("Confirm decision")
	h.reads("There is a problem")
	h.page("decide-refused")
	h.Reach("choice", "Allow more time")
	h.Press(browser.Up + browser.Up)
	h.Reach("press", "Confirm decision")
	h.Press(browser.Enter)
	h.reads("The review is yours now.")
	h.page("decided")
}

// looking: the first pages of the others, signed in by password.
func (s *story) looking() {
	for role, name := range map[readiness.Role]string{
		readiness.AssistantDirector: "Ada Assistant", readiness.Director: "Dora Director", readiness.QualityAssurance: "Quentin Quality", readiness.ElectedMember: "Ella Elected",
	} {
		s.appoint(s.t, readiness.AddPost{Role: role}, name)
		s.guest.signIn(strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@fairshire.example")
		s.guest.page("home-" + string(role))
		s.guest.Click("Sign out")
	}
}
