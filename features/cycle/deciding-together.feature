Feature: What the two sides decide counts, and nothing issued is edited

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time

  Scenario: Relief is asked for by one side and granted by the other
    When Pat asks for relief of the whole level "answered_in_time" in March
    Then it is worth USD 2500.00 to the vendor
    And March is "settled" and waits for the manager and the finance
    When Mia grants it
    Then March is "submitted" and waits for the manager
    When Mia settles March
    Then March comes to USD 0.00

  Scenario: What was granted and withdrawn is as if it had never been
    Given Pat asks for relief of the whole level "answered_in_time" in March
    And Mia grants it
    And Mia settles March
    When Pat withdraws it
    And Mia settles March
    Then March comes to USD -2500.00

  Scenario: Nobody grants their own side
    Given Pat asks for relief of the whole level "answered_in_time" in March
    When Pat grants it
    Then it is refused: "Pat Partner may not decide on this relief"

  Scenario: A decision on what is issued is a statement of the difference
    Given March is issued
    And Pat asks for relief of the whole level "answered_in_time" in March
    When Mia grants it
    Then March is "submitted" and waits for the manager
    When Mia settles March
    And March is issued
    Then statement NORTH-0001 is net USD -2500.00
    And statement NORTH-0002 is net USD 2500.00
    And the calculation inside NORTH-0002 gives the same amounts again

  Scenario: Better figures of March change what April stands on
    Two misses in a row double the price.

    Given March is issued
    And April is open
    And April is settled on 600 of 1000 calls in time
    And April is issued
    When Mia restates March because "calls of the 14th came late"
    And Pat reports 700 of 1000 calls in time for March
    And Mia settles March
    And March is issued
    Then statement NORTH-0003 is net USD 2500.00
    And April is "submitted" and waits for the manager
    When Mia settles April
    And April is issued
    Then statement NORTH-0004 is net USD 2500.00

  Scenario: Nothing changed, no document
    Given March is issued
    When Mia restates March because "to be sure"
    And Mia settles March
    Then March is "issued" and waits for nobody

  Scenario: While a dispute is open, what is owed in any case is known
    When Pat disputes the whole level "answered_in_time" in March
    Then USD 0.00 of March is payable whatever is decided
    When Pat disputes the whole level "complaints" in March
    And Pat withdraws it
    Then USD 0.00 of March is payable whatever is decided

  Scenario: A dispute that moves nothing leaves all of it payable
    When Pat disputes the whole level "complaints" in March
    Then USD -2500.00 of March is payable whatever is decided

  Scenario: What the vendor accepts it does not dispute
    Given March is issued
    When Pat accepts every line of March
    And Pat disputes the whole level "complaints" in March
    Then it is refused: "You have accepted what this is about"

  Scenario: Nobody accepts for the vendor
    When Mia accepts every line of March
    Then it is refused: "Mia Manager may not accept lines"
