MVN ?= mvn -B -ntp

.PHONY: build test lint fmt run clean

## build: compile and package, without tests and checks
build:
	$(MVN) package -Dquickly

## test: everything that CI runs; clean, since what -Dquickly compiled was not checked
test:
	$(MVN) clean verify

## lint: compile with Error Prone and NullAway, check the format; no tests
lint:
	$(MVN) clean verify -DskipTests

## fmt: format all Java sources
fmt:
	$(MVN) spotless:apply

## run: start the server
run:
	$(MVN) package -Dquickly -pl agent/server -am
	java -jar agent/server/target/quarkus-app/quarkus-run.jar

clean:
	$(MVN) clean
