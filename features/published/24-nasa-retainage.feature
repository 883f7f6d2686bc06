Feature: NASA: end-user services

  A part of the payment is held back. If the agency as a whole misses its level all of it is lost; if not, most of it is
  released, and each of eleven centres decides on its own part of the rest.

  Background: a pool of 50,000.00, of which 10,000.00 are for network services, and no failure anywhere
    Given the contract "published/24-nasa-retainage"
    And "retainage_pool" is 50000.00
    And the figures
      | center | outages | outages_in_time |
      | each   | 100     | 100             |

  Scenario: everything is released
    When 2013-05 is settled
    Then nothing is owed

  Rule: Agency level: all centres together, or the whole retainage

    Scenario Outline: both sides of 95 per cent
      Given the figures
        | center | outages_in_time |
        | each   | 95              |
        | Ames   | <in_time>       |
      When 2013-05 is settled
      Then the level "agency level" is <outcome>
      And "agency level" costs <retained>

      Examples:
        | in_time | outcome | retained  |
        | 95      | met     | nothing   |
        | 94      | missed  | 10,000.00 |

    Scenario: then the centres are for information only
      Given the figures
        | center | outages_in_time |
        | each   | 80              |
      When 2013-05 is settled
      Then at "center=Stennis", the level "center level" is missed
      And "center level" costs nothing
      And the penalties are 10,000.00

    Scenario: one centre that is not reported holds the agency level
      Given "outages" is not reported
      And the figures
        | center | outages |
        | Ames   | 100     |
      When 2013-05 is settled
      Then the level "agency level" is unknown
      And at "center=Glenn", the level "center level" is unknown
      And we wait for "agency: outages"

  Rule: Center level: an eleventh of the rest for each centre

    Scenario Outline: both sides of one centre's 95 per cent
      Given the figures
        | center | outages_in_time |
        | Ames   | <in_time>       |
      When 2013-05 is settled
      Then at "center=Ames", the level "center level" is <outcome>
      And "center level" costs <retained>

      Examples:
        | in_time | outcome | retained |
        | 95      | met     | nothing  |
        | 94      | missed  | 363.64   |

    Scenario: two centres of eleven, and the cent that is left over goes to one of them
      Given the figures
        | center  | outages_in_time |
        | Ames    | 90              |
        | Stennis | 90              |
      When 2013-05 is settled
      Then the level "agency level" is met
      And "center level" costs 727.27
      And at "center=Ames", "center level" costs 363.64
      And at "center=Stennis", "center level" costs 363.63
      And the penalties are 727.27

    Scenario: a large centre hides ten small ones
      Given the figures
        | center  | outages | outages_in_time |
        | each    | 10      | 9               |
        | Johnson | 400     | 400             |
      When 2013-05 is settled
      Then "agency level" comes to 98 %
      And "center level" costs 3,636.36

    Scenario Outline: a centre without an event
      Given the reading "no_events" is "<answer>"
      And the figures
        | center  | outages | outages_in_time |
        | Langley | 0       | 0               |
      When 2013-05 is settled
      Then at "center=Langley", the level "center level" is <outcome>
      And the penalties are <retained>

      Examples:
        | answer   | outcome | retained |
        | released | met     | 0.00     |
        | retained | missed  | 363.64   |

  Rule: Monthly Retainage Pool: what is held back is a fifth of the pool

    Scenario: a pool that is not reported is waited for
      Given "retainage_pool" is not reported
      And the figures
        | center | outages_in_time |
        | Ames   | 90              |
      When 2013-05 is settled
      Then the penalties are 0.00
      And we wait for "center: retainage_pool"
