package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Role is what a person is in the council's children's services. One person may hold several.
type Role string

// The roles (issue 2, trade point 6; the chief executive: issue 4; the lead member and the peer: issue 5). Owner is not a post: it stands in a ladder for whoever owns the thing.
const (
	Owner             Role = "owner"
	TeamManager       Role = "team_manager"
	AreaHead          Role = "area_head"
	AssistantDirector Role = "assistant_director"
	Director          Role = "dcs"
	ChiefExecutive    Role = "chief_executive"
	ImprovementLead   Role = "improvement_lead"
	QualityAssurance  Role = "quality_assurance"
	ElectedMember     Role = "elected_member"
	LeadMember        Role = "lead_member"
	Peer              Role = "peer"
	Administrator     Role = "administrator"
)

// Roles lists the posts a person can hold, in the order pages show them.
var Roles = []Role{TeamManager, AreaHead, AssistantDirector, Director, ChiefExecutive, ImprovementLead, QualityAssurance, LeadMember, ElectedMember, Peer, Administrator}

var roleNames = map[Role]string{
	Owner: "owner", TeamManager: "team manager", AreaHead: "area head", AssistantDirector: "assistant director",
	Director: "director of children's services", ChiefExecutive: "chief executive", ImprovementLead: "improvement programme lead", QualityAssurance: "quality assurance",
	LeadMember: "lead member", ElectedMember: "elected member", Peer: "peer challenger", Administrator: "administrator",
}

// Title is the role in words, lower case, as it stands inside a sentence.
func (r Role) Title() string { return roleNames[r] }

// upwards is the line of management that a ladder climbs. The chief executive stands beside it: points from meetings climb so far, cases never.
var upwards = []Role{Owner, TeamManager, AreaHead, AssistantDirector, Director}

// Above returns the roles above r in the line of management, nearest first; none for a role outside the line.
func (r Role) Above() []Role {
	for i, role := range upwards {
		if role == r {
			return upwards[i+1:]
		}
	}
	return nil
}

// A Holding is one post that a person fills today: their own, or one they cover for somebody as deputy.
type Holding struct {
	Role   Role   `json:"role"`
	AreaID string `json:"area_id,omitempty"` // for an area head; for a team manager the team's area
	TeamID string `json:"team_id,omitempty"` // for a team manager
	ForID  string `json:"for_id,omitempty"`  // the person covered, when held as deputy
}

// An Actor is who asks: a person with every post held at that moment, deputies' cover included, or one of our own clocks.
// The doors fill it from the ledger; it never comes from a form.
type Actor struct {
	PersonID string    `json:"person_id"`
	Name     string    `json:"name"`
	Holdings []Holding `json:"holdings,omitempty"`
	TokenID  string    `json:"token_id,omitempty"` // the API token used, if any
}

// Clock, Sweeper and Importer act when no person does, and Outsider is whoever answers by the link of a question to a partner. Operator is whoever may run
// the program with the ledger's address: since they could change the ledger anyway, they hold what an administrator and an improvement lead hold.
var (
	Clock    = Actor{PersonID: "clock", Name: "Sightline"}
	Sweeper  = Actor{PersonID: "sweep", Name: "Sightline's nightly sweep"}
	Importer = Actor{PersonID: "import", Name: "an import"}
	Outsider = Actor{PersonID: "partner", Name: "a partner, by their link"}
	Operator = Actor{PersonID: "operator", Name: "the command line", Holdings: []Holding{{Role: Administrator}, {Role: ImprovementLead}}}
)

// Unnamed are the actors without an account.
var Unnamed = []Actor{Clock, Sweeper, Importer, Outsider, Operator}

// Holds reports whether the actor holds any of the roles, in any area, as themselves or as a deputy.
func (a Actor) Holds(roles ...Role) bool {
	for _, h := range a.Holdings {
		for _, role := range roles {
			if h.Role == role {
				return true
			}
		}
	}
	return false
}

// standsFor reports whether the actor is a person, or covers for that person; nobody stands for "".
func (a Actor) standsFor(personID string) bool {
	if personID == "" {
		return false
	}
	return a.PersonID == personID || slices.ContainsFunc(a.Holdings, func(h Holding) bool { return h.ForID == personID })
}

// AreaIDs returns the areas that the actor heads or covers as head, in the order of the holdings.
func (a Actor) AreaIDs() []string {
	return a.scopes(AreaHead, func(h Holding) string { return h.AreaID })
}

// TeamIDs returns the teams that the actor manages or covers as manager.
func (a Actor) TeamIDs() []string {
	return a.scopes(TeamManager, func(h Holding) string { return h.TeamID })
}

func (a Actor) scopes(role Role, of func(Holding) string) []string {
	var ids []string
	for _, h := range a.Holdings {
		if h.Role == role && of(h) != "" {
			ids = append(ids, of(h))
		}
	}
	return ids
}

// A Person is somebody with an account.
type Person struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Email      string        `json:"email"`
	Active     bool          `json:"active"` // false once they have left or been blocked; they cannot sign in and are told nothing
	Posts      []Post        `json:"posts"`
	Deputies   []Deputy      `json:"deputies"` // who covers for this person, running and planned
	LastSignIn calendar.Date `json:"last_sign_in"`
}

// A Post is a role held between two dates (inclusive); a zero Until is open-ended.
type Post struct {
	ID     string        `json:"id"`
	Role   Role          `json:"role"`
	AreaID string        `json:"area_id,omitempty"`
	Area   string        `json:"area,omitempty"`
	TeamID string        `json:"team_id,omitempty"`
	Team   string        `json:"team,omitempty"`
	From   calendar.Date `json:"from"`
	Until  calendar.Date `json:"until"`
}

// A Deputy stands in for a person between two dates (inclusive) with all of that person's posts. A deputy of a deputy does not inherit further.
type Deputy struct {
	ID         string        `json:"id"`
	PersonID   string        `json:"person_id"` // who is away
	DeputyID   string        `json:"deputy_id"`
	DeputyName string        `json:"deputy_name"`
	From       calendar.Date `json:"from"`
	Until      calendar.Date `json:"until"`
}

// An Area is a part of the service with one area head; a Team belongs to one area once it is mapped.
type Area struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Head  string `json:"head"` // name of today's area head, "" when the post is empty
	Teams int    `json:"teams"`
	Cases int    `json:"cases"` // open cases
}

// A Team is as the case system names it. AreaID is "" until somebody maps it.
type Team struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	AreaID    string `json:"area_id,omitempty"`
	Area      string `json:"area,omitempty"`
	Manager   string `json:"manager"`              // name of today's team manager, "" when none
	ManagerID string `json:"manager_id,omitempty"` // of several, who has held the post longest
	Cases     int    `json:"cases"`                // open cases
}
