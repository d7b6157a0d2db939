package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

func ownListHref(list string) string { return ownListsPath + "/" + list }

// CohortListsPage lists what cohorts are made from: what was brought in when, and what can be.
type CohortListsPage struct {
	Sources readiness.CohortSources
	Viewer  readiness.Actor
}

// Face is the page's frame.
func (CohortListsPage) Face() Face {
	return Face{Template: "cohort_lists", Title: "Lists behind the cohorts", Section: cohortsPath, Back: cohortsPath}
}

func (s *Server) cohortLists(w http.ResponseWriter, r *http.Request) error {
	sources, err := s.CohortLists.CohortLists(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CohortListsPage{sources, by(r)})
}

// Brings reports whether the viewer may bring lists in.
func (p CohortListsPage) Brings() bool { return mayHere(p.Viewer, may(readiness.ImportLists)) }

// A ListRow is one list: when it was brought in last, by whom, and where a newer one is brought in.
type ListRow struct {
	Name, About   string
	Newest, From  string // "" when it was never brought in
	Bring, Format string // addresses; "" for lists of the Annex A
}

// Rows are the lists of the Annex A, then the council's own.
func (p CohortListsPage) Rows() []ListRow {
	var rows []ListRow
	for _, list := range []string{readiness.LeaversList, readiness.CareList} {
		rows = append(rows, p.row(ListRow{Name: readiness.ListName(list), About: "It comes with each Annex A that is confirmed."}, list))
	}
	for _, l := range p.Sources.Own {
		row := ListRow{Name: l.Name, About: l.About}
		if p.Brings() {
			row.Bring, row.Format = ownListHref(l.Code)+"/new", ownListHref(l.Code)+"/template.xlsx"
		}
		rows = append(rows, p.row(row, l.Code))
	}
	return rows
}

func (p CohortListsPage) row(row ListRow, list string) ListRow {
	at := slices.IndexFunc(p.Sources.Lists, func(l readiness.CohortList) bool { return l.List == list })
	if at < 0 {
		return row
	}
	l := p.Sources.Lists[at]
	row.Newest, row.From = l.On.Long()+listRows(l), l.By
	if l.File != "" {
		row.From += ", " + l.File
	}
	return row
}

// WaitHref leads to a sheet that waits.
func (CohortListsPage) WaitHref(i readiness.OwnImport) string { return ownImportsPath + "/" + i.ID }

// ownList is a list of the council's own by its code; NotFound when there is none.
func (s *Server) ownList(r *http.Request) (readiness.OwnList, error) {
	sources, err := s.CohortLists.CohortLists(r.Context(), by(r))
	if err != nil {
		return readiness.OwnList{}, err
	}
	at := slices.IndexFunc(sources.Own, func(l readiness.OwnList) bool { return l.Code == r.PathValue("list") })
	if at < 0 {
		return readiness.OwnList{}, readiness.Errorf(readiness.NotFound, "There is no such list.")
	}
	return sources.Own[at], nil
}
