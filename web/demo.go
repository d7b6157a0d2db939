package web

import (
	"net"
	"net/http"
	"net/netip"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// demoPage is the address that lets a visitor of the demonstration be somebody without a password.
const demoPage = "/sign-in/demonstration"

// demoAbout says what each role finds, in a sentence's half.
var demoAbout = map[readiness.Role]string{
	readiness.TeamManager:       "does the reviews of one team",
	readiness.AreaHead:          "decides what nobody acted on, and signs reviews off",
	readiness.AssistantDirector: "stands behind the area heads",
	readiness.Director:          "sees the whole council in one minute",
	readiness.ChiefExecutive:    "answers what the staff forum raised, and what climbed so far",
	readiness.ImprovementLead:   "runs the programme: lists, rules, dates",
	readiness.QualityAssurance:  "looks again at reviews that were signed off",
	readiness.LeadMember:        "signs the self-assessment for the council",
	readiness.Peer:              "comes from another council, challenges one self-assessment, and sees nothing else",
	readiness.ElectedMember:     "sees figures, and no child",
	readiness.Administrator:     "keeps accounts and posts, and sees no cases",
}

// demoPeople are the people as whom this request may sign in: none unless the ledger holds a demonstration and everything is on this machine,
// the visitor included.
func (s *Server) demoPeople(r *http.Request) ([]readiness.DemoPerson, error) {
	if s.Demo == nil || !Loopback(r.RemoteAddr) || !Loopback(r.Host) || passedOn(r) {
		return nil, nil
	}
	return s.Demo.DemoPeople(r.Context())
}

// passedOn reports whether a proxy says that it asks for somebody else, whoever that is: then the visitor need not be on this machine.
func passedOn(r *http.Request) bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return true
		}
	}
	return false
}

// Loopback reports whether an address, with or without a port, is this machine's own.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// signInAsDemo signs a visitor of the demonstration in.
func (s *Server) signInAsDemo(w http.ResponseWriter, r *http.Request) error {
	people, err := s.demoPeople(r)
	if err != nil {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.PersonID != form.Values.Get("person_id") {
			continue
		}
		actor, err := s.Accounts.Actor(r.Context(), p.PersonID)
		if err != nil {
			return err
		}
		if err := s.begin(r.Context(), actor); err != nil {
			return err
		}
		return seeOther(w, r, local(form.Values.Get("then")))
	}
	return s.nowhere(w, r)
}

// A Visitor is one row of the sign-in page of a demonstration.
type Visitor struct{ readiness.DemoPerson }

// Words are who it is and what they find.
func (v Visitor) Words() string {
	words := sentence(v.Role.Title())
	if v.Place != "" {
		words += ", " + v.Place
	}
	return words + ": " + demoAbout[v.Role]
}

// Button signs in as this person.
func (v Visitor) Button() govuk.Button {
	return govuk.Button{
		Text: "Be " + v.Name, Classes: "govuk-button--secondary app-visitor__button", Name: "person_id", Value: v.PersonID,
	}
}

// Visitors are the people as whom one may look around.
func (p SignInPage) Visitors() []Visitor {
	all := make([]Visitor, len(p.Demo))
	for i, d := range p.Demo {
		all[i] = Visitor{d}
	}
	return all
}
