package web

import (
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PlacesPage shows the areas and puts teams into them, those without an area first.
type PlacesPage struct {
	Areas []readiness.Area
	Teams []readiness.Team // unmapped first, as the register gives them
	Form  Form

	MayImport bool // the viewer may upload the lists that teams come in with
}

// Face frames the page.
func (p PlacesPage) Face() Face {
	return Face{Template: "places", Title: "Teams and areas", Section: "/places", Failed: p.Form.Failed()}
}

// Unmapped counts the teams without an area.
func (p PlacesPage) Unmapped() int {
	n := 0
	for _, t := range p.Teams {
		if t.AreaID == "" {
			n++
		}
	}
	return n
}

// Groups are the boxes to tick: the teams in no area, then area by area. All have one name, so that any number moves in one go.
func (p PlacesPage) Groups() []govuk.Checkboxes {
	groups := []govuk.Checkboxes{p.group("", "Teams in no area yet", "team")}
	for i, a := range p.Areas {
		groups = append(groups, p.group(a.ID, "Teams in "+a.Name, "in-"+strconv.Itoa(i+1)))
	}
	kept := groups[:0]
	for _, g := range groups {
		if len(g.Items) > 0 {
			kept = append(kept, g)
		}
	}
	if len(kept) > 0 {
		kept[0].IDPrefix = "team" // the error summary leads to the first box there is
	}
	for i := 1; i < len(kept); i++ {
		kept[i].ErrorMessage = govuk.ErrorMessage{}
	}
	return kept
}

func (p PlacesPage) group(areaID, legend, prefix string) govuk.Checkboxes {
	boxes := p.Form.Checkboxes("team", legend)
	boxes.IDPrefix, boxes.Classes = prefix, "govuk-checkboxes--small"
	for _, t := range p.Teams {
		if t.AreaID == areaID {
			boxes.Items = append(boxes.Items, govuk.Item{Text: t.Name, Value: t.ID, Hint: govuk.Hint{Text: teamHint(t)}})
		}
	}
	return boxes
}

func teamHint(t readiness.Team) string {
	manager := "no team manager yet"
	if t.Manager != "" {
		manager = "team manager " + t.Manager
	}
	return counted(t.Cases, "open case") + ", " + manager
}

// noArea is the answer that takes teams out of their area.
const noArea = "none"

// Target asks where the ticked teams belong.
func (p PlacesPage) Target() govuk.Select {
	items := []govuk.Option{{Text: "Choose an area"}}
	for _, a := range p.Areas {
		items = append(items, govuk.Option{Value: a.ID, Text: a.Name})
	}
	return p.Form.Select("area_id", "Put the ticked teams into", append(items, govuk.Option{Value: noArea, Text: "No area"})...)
}

// Files are the teams with their areas as a file.
func (p PlacesPage) Files() Files { return filesOf(len(p.Teams) > 0, placesPath, nil) }

// AreaPage names an area; ID is "" for a new one.
type AreaPage struct {
	ID   string
	Form Form
}

// Face frames the page.
func (p AreaPage) Face() Face {
	return Face{Template: "area", Title: p.Heading(), Section: "/places", Back: "/places", Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p AreaPage) Heading() string {
	if p.ID == "" {
		return "Add an area"
	}
	return "Rename an area"
}

// Action is where the form goes.
func (p AreaPage) Action() string {
	if p.ID == "" {
		return "/places/areas/new"
	}
	return "/places/areas/" + p.ID
}

// Name asks for the area's name.
func (p AreaPage) Name() govuk.Input {
	i := p.Form.Text("name", "Name of the area")
	i.Hint.Text = "As people in the council say it, for example North."
	i.Label.Classes = "govuk-label--s"
	return i
}
