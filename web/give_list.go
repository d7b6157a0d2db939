package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// giveable lists what can be given: by team and by person, or the reviews of one of them.
func (s *Server) giveable(r *http.Request, team, owner string) (GivePage, error) {
	switch {
	case owner != "":
		return s.giveableOf(r, owner)
	case team != "":
		return s.giveableIn(r, team)
	}
	found, err := s.Reviews.Reviews(r.Context(), by(r), readiness.ReviewQuery{State: "unowned", Limit: 5000})
	if err != nil {
		return GivePage{}, err
	}
	page := GivePage{}
	for _, row := range found.Rows {
		i := slices.IndexFunc(page.Teams, func(t GiveTeam) bool { return t.ID == row.TeamID })
		if i < 0 {
			i, page.Teams = len(page.Teams), append(page.Teams, GiveTeam{ID: row.TeamID, Name: row.Team, Area: row.Area})
		}
		page.Teams[i].Count++
	}
	page.People, err = s.Reviews.OwnerLoads(r.Context(), by(r))
	return page, err
}

// giveableIn are the reviews of a team that nobody does.
func (s *Server) giveableIn(r *http.Request, team string) (GivePage, error) {
	found, err := s.Reviews.Reviews(r.Context(), by(r), readiness.ReviewQuery{State: "unowned", TeamID: team, Limit: mostGiven})
	if err != nil || len(found.Rows) == 0 {
		return GivePage{}, err
	}
	page := GivePage{Team: found.Rows[0].Team, TeamID: team, Rows: found.Rows, Total: found.Total}
	page.Owners, err = s.Reviews.Owners(r.Context(), by(r), found.Rows[0].ReviewID)
	return page, err
}

// giveableOf are the reviews of one person that others could do (readiness.AssignReview), and who could do all of them.
func (s *Server) giveableOf(r *http.Request, owner string) (GivePage, error) {
	found, err := s.Reviews.Reviews(r.Context(), by(r), readiness.ReviewQuery{OwnerID: owner, Limit: 5000})
	if err != nil {
		return GivePage{}, err
	}
	rows := slices.DeleteFunc(found.Rows, func(row readiness.ReviewRow) bool {
		return row.Status != readiness.Open && row.Status != readiness.InReview && row.Status != readiness.Paused
	})
	if len(rows) == 0 {
		return GivePage{}, nil
	}
	page := GivePage{Owner: rows[0].Owner, OwnerID: owner, Total: len(rows), Rows: rows[:min(len(rows), mostGiven)]}
	everyone, err := s.ownersOf(r, page.Rows)
	if err != nil {
		return GivePage{}, err
	}
	page.Owners = append([]readiness.Choice{{Code: managers, Text: "The manager of each review’s team"}}, inAll(everyone)...)
	return page, nil
}

// ownersOf asks for each team of some reviews who could do them.
func (s *Server) ownersOf(r *http.Request, rows []readiness.ReviewRow) (map[string][]readiness.Choice, error) {
	owners := map[string][]readiness.Choice{}
	for _, row := range rows {
		if _, known := owners[row.TeamID]; known {
			continue
		}
		some, err := s.Reviews.Owners(r.Context(), by(r), row.ReviewID)
		if err != nil {
			return nil, err
		}
		owners[row.TeamID] = some
	}
	return owners, nil
}

// inAll are the choices that every list has, in the order of the longest.
func inAll(lists map[string][]readiness.Choice) (all []readiness.Choice) {
	var longest []readiness.Choice
	for _, list := range lists {
		if len(list) > len(longest) || (len(list) == len(longest) && len(list) > 0 && list[0].Code < longest[0].Code) {
			longest = list
		}
	}
	for _, c := range longest {
		everywhere := true
		for _, list := range lists {
			everywhere = everywhere && slices.Contains(list, c)
		}
		if everywhere {
			all = append(all, c)
		}
	}
	return all
}

// managerOf says who manages the team of each of a page's reviews today, "" where nobody does or it is the owner.
func (s *Server) managerOf(r *http.Request, page GivePage) (func(review string) string, error) {
	teams, err := s.Places.Teams(r.Context())
	if err != nil {
		return nil, err
	}
	manager := map[string]string{}
	for _, t := range teams {
		if t.ManagerID != page.OwnerID {
			manager[t.ID] = t.ManagerID
		}
	}
	return func(review string) string {
		i := slices.IndexFunc(page.Rows, func(row readiness.ReviewRow) bool { return row.ReviewID == review })
		if i < 0 {
			return ""
		}
		return manager[page.Rows[i].TeamID]
	}, nil
}
