package app

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

type userVerbs struct {
	Add  userAddVerb  `cmd:"" help:"Make an account, with a role if you like, and print its sign-in link."`
	List userListVerb `cmd:"" help:"List the accounts."`
	Link userLinkVerb `cmd:"" help:"Make a new sign-in link for an account. Earlier links of the account end."`
}

type userAddVerb struct {
	Name  string         `arg:"" help:"The person's name."`
	Email string         `arg:"" help:"Their e-mail address, with which they sign in."`
	Role  readiness.Role `default:"" enum:",team_manager,area_head,assistant_director,dcs,chief_executive,improvement_lead,quality_assurance,lead_member,elected_member,peer,administrator" placeholder:"ROLE" help:"A role from today: team_manager, area_head, assistant_director, dcs, chief_executive, improvement_lead, quality_assurance, lead_member, elected_member, peer or administrator."`
	Area  string         `placeholder:"NAME" help:"The area, for an area head."`
	Team  string         `placeholder:"NAME" help:"The team, for a team manager."`
}

// Run makes the account; with a role that cannot be given, the account stands and the refusal says why.
func (v userAddVerb) Run(c *call) error {
	wanted := readiness.SavePerson{Name: v.Name, Email: v.Email, Active: "yes"}
	if err := whole(wanted); err != nil {
		return err
	}
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	post, err := v.post(c, db)
	if err != nil {
		return err
	}
	person, err := db.SavePerson(c, "", wanted, c.asked())
	if err != nil {
		return err
	}
	if v.Role != "" {
		if _, err := db.AddPost(c, person.ID, post, c.asked()); err != nil {
			return err
		}
	}
	return link(c, db, person)
}

// post finds the area or team by its name, before anything is made.
func (v userAddVerb) post(ctx context.Context, places readiness.PlaceRegister) (readiness.AddPost, error) {
	p := readiness.AddPost{Role: v.Role, From: calendar.DateOf(time.Now())}
	if v.Role == "" {
		return p, nil
	}
	if v.Area != "" {
		areas, err := places.Areas(ctx)
		if err != nil {
			return p, err
		}
		for _, a := range areas {
			if strings.EqualFold(a.Name, v.Area) {
				p.AreaID = a.ID
			}
		}
		if p.AreaID == "" {
			return p, readiness.FieldErrorf("area", "There is no area %q.", v.Area)
		}
	}
	if v.Team != "" {
		teams, err := places.Teams(ctx)
		if err != nil {
			return p, err
		}
		for _, t := range teams {
			if strings.EqualFold(t.Name, v.Team) {
				p.TeamID = t.ID
			}
		}
		if p.TeamID == "" {
			return p, readiness.FieldErrorf("team", "There is no team %q.", v.Team)
		}
	}
	return p, whole(p)
}

type userListVerb struct{}

// Run prints a line for each account.
func (userListVerb) Run(c *call) error {
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	people, err := db.People(c)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, p := range people {
		state := "active"
		if !p.Active {
			state = "ended"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", p.Name, p.Email, state, posts(p.Posts))
	}
	return t.Flush()
}

func posts(held []readiness.Post) string {
	words := make([]string, len(held))
	for i, p := range held {
		words[i] = p.Role.Title()
		if where := p.Area + p.Team; where != "" {
			words[i] += ", " + where
		}
	}
	return strings.Join(words, "; ")
}

type userLinkVerb struct {
	Email string `arg:"" help:"The account's e-mail address."`
}

// Run prints a link with which the person chooses a password.
func (v userLinkVerb) Run(c *call) error {
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	person, err := byEmail(c, db, v.Email)
	if err != nil {
		return err
	}
	return link(c, db, person)
}

func link(c *call, people readiness.PeopleRegister, p readiness.Person) error {
	secret, err := people.NewSignInLink(c, p.ID, c.asked())
	if err != nil {
		return err
	}
	c.printf("Open %s/welcome/%s to choose the password of %s. The link works once, for 3 days.\n", c.config.PublicAddress(), secret, p.Name)
	return nil
}

// byEmail finds an account by its address, in any case of letters.
func byEmail(ctx context.Context, register readiness.PeopleRegister, email string) (readiness.Person, error) {
	people, err := register.People(ctx)
	if err != nil {
		return readiness.Person{}, err
	}
	for _, p := range people {
		if strings.EqualFold(p.Email, email) {
			return p, nil
		}
	}
	return readiness.Person{}, readiness.Errorf(readiness.NotFound, "Nobody has an account with the address %s. sightline user list shows who has.", email)
}
