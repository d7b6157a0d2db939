package govuk

import (
	"html/template"
	"strconv"
)

// Crumb is one step of Breadcrumbs; without Href it is the current page.
type Crumb struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Href       string        `json:"href"`
	Attributes Attributes    `json:"attributes"`
}

// Breadcrumbs say where a page stands.
type Breadcrumbs struct {
	Items            []Crumb    `json:"items"`
	LabelText        string     `json:"labelText"`
	CollapseOnMobile bool       `json:"collapseOnMobile"`
	Classes          string     `json:"classes"`
	Attributes       Attributes `json:"attributes"`
}

// HTML draws the crumbs.
func (b Breadcrumbs) HTML() (template.HTML, error) {
	b.LabelText = orElse(b.LabelText, "Breadcrumb")
	return render("breadcrumbs", b)
}

// GenericHeader is the bar at the top with the council's name; never a crown.
type GenericHeader struct {
	LogoText         string        `json:"logoText"`
	LogoMarkup       template.HTML `json:"logoHtml"`
	URL              string        `json:"url"` // empty: /
	ContainerClasses string        `json:"containerClasses"`
	Classes          string        `json:"classes"`
	Attributes       Attributes    `json:"attributes"`
}

// HTML draws the bar. The page wraps it in header.
func (g GenericHeader) HTML() (template.HTML, error) {
	g.URL, g.ContainerClasses = orElse(g.URL, "/"), orElse(g.ContainerClasses, "govuk-width-container")
	return render("generic-header", g)
}

// NavigationItem is one entry of ServiceNavigation: Current for this very page, Active for a
// page within that section.
type NavigationItem struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Href       string        `json:"href"`
	Current    bool          `json:"current"`
	Active     bool          `json:"active"`
	Attributes Attributes    `json:"attributes"`
}

// Slot is the place at the end of ServiceNavigation; Align "inline" keeps it on the line.
type Slot struct {
	Markup template.HTML `json:"html"`
	Align  string        `json:"align"`
}

// Slots are places for own markup in ServiceNavigation.
type Slots struct {
	Start           template.HTML `json:"start"`
	End             Slot          `json:"end"`
	NavigationStart template.HTML `json:"navigationStart"`
	NavigationEnd   template.HTML `json:"navigationEnd"`
}

// ServiceNavigation is the product's name and its top-level pages.
type ServiceNavigation struct {
	ServiceName                string           `json:"serviceName"`
	ServiceURL                 string           `json:"serviceUrl"`
	Navigation                 []NavigationItem `json:"navigation"`
	NavigationID               string           `json:"navigationId"`
	NavigationLabel            string           `json:"navigationLabel"`
	NavigationClasses          string           `json:"navigationClasses"`
	MenuButtonText             string           `json:"menuButtonText"`
	MenuButtonLabel            string           `json:"menuButtonLabel"`
	CollapseNavigationOnMobile *bool            `json:"collapseNavigationOnMobile"` // nil: with two items or more
	AriaLabel                  string           `json:"ariaLabel"`
	Classes                    string           `json:"classes"`
	Attributes                 Attributes       `json:"attributes"`
	Slots                      Slots            `json:"slots"`
}

// HTML draws the navigation.
func (s ServiceNavigation) HTML() (template.HTML, error) {
	var items []NavigationItem
	for _, item := range s.Navigation {
		if given(item) {
			items = append(items, item)
		}
	}
	s.Navigation = items
	if s.CollapseNavigationOnMobile == nil {
		several := len(items) > 1
		s.CollapseNavigationOnMobile = &several
	}
	s.MenuButtonText = orElse(s.MenuButtonText, "Menu")
	s.NavigationID = orElse(s.NavigationID, "navigation")
	s.NavigationLabel = orElse(s.NavigationLabel, s.MenuButtonText)
	s.AriaLabel = orElse(s.AriaLabel, "Service information")
	return render("service-navigation", s)
}

// PageLink is the previous or next page.
type PageLink struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	LabelText  string        `json:"labelText"`
	Href       string        `json:"href"`
	Attributes Attributes    `json:"attributes"`
}

// PageNumber is one numbered page, or an ellipsis.
type PageNumber struct {
	Number             string     `json:"number"`
	VisuallyHiddenText string     `json:"visuallyHiddenText"`
	Href               string     `json:"href"`
	Current            bool       `json:"current"`
	Ellipsis           bool       `json:"ellipsis"`
	Attributes         Attributes `json:"attributes"`
}

// Pagination leads through pages of a list. Keyset paging gives Previous and Next only.
type Pagination struct {
	Items         []PageNumber `json:"items"`
	Previous      PageLink     `json:"previous"`
	Next          PageLink     `json:"next"`
	LandmarkLabel string       `json:"landmarkLabel"`
	Classes       string       `json:"classes"`
	Attributes    Attributes   `json:"attributes"`
}

// HTML draws the links; nothing when there is no other page.
func (p Pagination) HTML() (template.HTML, error) {
	if !given(p.Items) && p.Previous.Href == "" && p.Next.Href == "" {
		return "", nil
	}
	p.LandmarkLabel = orElse(p.LandmarkLabel, "Pagination")
	return render("pagination", p)
}

// Block says whether the links stand above each other, without numbers.
func (p Pagination) Block() bool { return !given(p.Items) }

// Tab is one tab with its panel.
type Tab struct {
	ID         string     `json:"id"`
	Label      string     `json:"label"`
	Attributes Attributes `json:"attributes"`
	Panel      TabPanel   `json:"panel"`
}

// TabPanel is what a tab shows.
type TabPanel struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Attributes Attributes    `json:"attributes"`
}

// Tabs show one panel at a time; without JavaScript all of them, one beneath the other.
type Tabs struct {
	ID         string     `json:"id"`
	IDPrefix   string     `json:"idPrefix"`
	Title      string     `json:"title"`
	Items      []Tab      `json:"items"`
	Classes    string     `json:"classes"`
	Attributes Attributes `json:"attributes"`
}

// HTML draws the tabs.
func (t Tabs) HTML() (template.HTML, error) {
	t.Title = orElse(t.Title, "Contents")
	return render("tabs", t)
}

// PanelID is the id of the panel at place i, counted from 0.
func (t Tabs) PanelID(i int) string {
	return orElse(t.Items[i].ID, t.IDPrefix+"-"+strconv.Itoa(i+1))
}

// Collapses says whether the menu folds behind a button on a phone.
func (s ServiceNavigation) Collapses() bool {
	return s.CollapseNavigationOnMobile != nil && *s.CollapseNavigationOnMobile
}
