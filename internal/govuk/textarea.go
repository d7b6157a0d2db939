package govuk

import (
	"html/template"
	"strconv"
	"strings"
)

// Textarea is several lines of text. Rows is 5 unless it is given.
type Textarea struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Rows         int          `json:"rows"`
	Value        string       `json:"value"`
	Disabled     bool         `json:"disabled"`
	DescribedBy  string       `json:"describedBy"`
	Label        Label        `json:"label"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Autocomplete string       `json:"autocomplete"`
	Spellcheck   *bool        `json:"spellcheck"`
	Attributes   Attributes   `json:"attributes"`
}

// HTML draws label, hint, message and text box.
func (t Textarea) HTML() (template.HTML, error) {
	t.ID = orElse(t.ID, t.Name)
	if t.Rows == 0 {
		t.Rows = 5
	}
	g := group{t.ID, t.DescribedBy, t.Label, t.Hint, t.ErrorMessage, t.FormGroup}.tied()
	t.DescribedBy = g.DescribedBy
	control, err := render("textarea", t)
	if err != nil {
		return "", err
	}
	return g.around(control)
}

// CharacterCount is a textarea that says how much room is left. Give MaxLength (characters) or
// MaxWords; Threshold is the per cent from which the count is shown.
type CharacterCount struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Rows         int          `json:"rows"`
	Value        string       `json:"value"`
	MaxLength    int          `json:"maxlength"`
	MaxWords     int          `json:"maxwords"`
	CountType    string       `json:"countType"`
	Threshold    int          `json:"threshold"`
	Label        Label        `json:"label"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Spellcheck   *bool        `json:"spellcheck"`
	CountMessage Wrapper      `json:"countMessage"`
	Attributes   Attributes   `json:"attributes"`

	TextareaDescriptionText  string            `json:"textareaDescriptionText"`
	CharactersUnderLimitText map[string]string `json:"charactersUnderLimitText"`
	CharactersAtLimitText    string            `json:"charactersAtLimitText"`
	CharactersOverLimitText  map[string]string `json:"charactersOverLimitText"`
	WordsUnderLimitText      map[string]string `json:"wordsUnderLimitText"`
	WordsAtLimitText         string            `json:"wordsAtLimitText"`
	WordsOverLimitText       map[string]string `json:"wordsOverLimitText"`
}

// HTML draws the textarea and beneath it the sentence about its limit.
func (c CharacterCount) HTML() (template.HTML, error) {
	c.ID = orElse(c.ID, c.Name)
	if c.CountType == "" && c.MaxWords > 0 {
		c.CountType = "words"
	}
	after, err := c.message()
	if err != nil {
		return "", err
	}
	c.FormGroup.Classes = classes("govuk-character-count", c.FormGroup.Classes)
	c.FormGroup.Attributes = merged(c.limits(), c.texts(), c.FormGroup.Attributes)
	c.FormGroup.AfterInput = Insert{Markup: after}
	return Textarea{
		ID: c.ID, Name: c.Name, DescribedBy: c.ID + "-info", Rows: c.Rows, Spellcheck: c.Spellcheck, Value: c.Value,
		FormGroup: c.FormGroup, Classes: classes("govuk-js-character-count", c.Classes), Label: c.Label, Hint: c.Hint,
		ErrorMessage: c.ErrorMessage, Attributes: c.Attributes,
	}.HTML()
}

func (c CharacterCount) limit() int {
	if c.MaxWords > 0 {
		return c.MaxWords
	}
	return c.MaxLength
}

func (c CharacterCount) message() (template.HTML, error) {
	hint := Hint{ID: c.ID + "-info", Classes: classes("govuk-character-count__message", c.CountMessage.Classes)}
	if c.limit() > 0 {
		unit := "characters"
		if c.CountType == "words" {
			unit = "words"
		}
		text := orElse(c.TextareaDescriptionText, "You can enter up to %{count} "+unit)
		hint.Text = strings.ReplaceAll(text, "%{count}", strconv.Itoa(c.limit()))
	}
	said, err := hint.HTML()
	if err != nil {
		return "", err
	}
	after, err := render("insert", c.FormGroup.AfterInput)
	return said + after, err
}

func (c CharacterCount) limits() Attributes {
	a := Attributes{"data-module": "govuk-character-count"}
	for name, n := range map[string]int{"data-maxlength": c.MaxLength, "data-maxwords": c.MaxWords, "data-threshold": c.Threshold} {
		if n > 0 {
			a[name] = strconv.Itoa(n)
		}
	}
	if c.CountType != "" {
		a["data-count-type"] = c.CountType
	}
	return a
}

func (c CharacterCount) texts() Attributes {
	a := merged(
		translated(map[string]string{"characters-at-limit": c.CharactersAtLimitText, "words-at-limit": c.WordsAtLimitText}),
		plural("characters-under-limit", c.CharactersUnderLimitText),
		plural("characters-over-limit", c.CharactersOverLimitText),
		plural("words-under-limit", c.WordsUnderLimitText),
		plural("words-over-limit", c.WordsOverLimitText),
	)
	if c.limit() == 0 && c.TextareaDescriptionText != "" {
		a["data-i18n.textarea-description.other"] = c.TextareaDescriptionText
	}
	return a
}
