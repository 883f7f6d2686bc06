Feature: Figures are sent in, version by version

  Nothing that was sent is overwritten, and nothing is taken in that cannot be right.

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open

  Scenario: The last version counts and the first is kept
    When Pat reports 600 of 1000 calls in time for March
    And Pat reports 750 of 1000 calls in time for March
    And Mia settles March
    Then March comes to USD 0.00
    And version 1 of March still says 600 of 1000 calls in time

  Scenario: A file sent twice is recognised
    Given Pat reports 600 of 1000 calls in time for March
    When Pat reports 600 of 1000 calls in time for March
    Then it is refused: "This file is version 1 already"
    And the remedy is "Nothing has to be done: it counts. Send a file only if something in it changed."

  Scenario: After the close a file is refused
    Given March is settled on 600 of 1000 calls in time
    When Pat reports 750 of 1000 calls in time for March
    Then it is refused: "March 2026 is closed for figures"
    And the remedy is "Ask a vendor manager of the customer for it to be reopened."

  Scenario: A file with an error in it is not taken in
    When Pat sends a file for March that says "2026-03,many,600,4"
    Then it is refused with what was found in which row and column
    And March is "open" and waits for the partner

  Scenario: Only the vendor sends its figures
    When Mia reports 600 of 1000 calls in time for March
    Then it is refused: "Mia Manager may not submit figures"
    And the remedy is "Ask a partner of the vendor to submit figures."
