package dev.polyphony.agent.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom, and which libraries enter where. */
@AnalyzeClasses(packages = "dev.polyphony", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "dev.polyphony.agent";
    private static final String ANNOTATIONS = "dev.polyphony.agent.annotation";
    private static final String SERVER = "dev.polyphony.agent.server..";
    private static final String ENGINE = "dev.polyphony.agent.engine..";
    private static final String STORE = "dev.polyphony.agent.store..";
    private static final String CODEC = "dev.polyphony.agent.codec..";
    private static final String FACADE = "dev.polyphony";
    private static final String TOOLS = "dev.polyphony.tools..";
    private static final String PLANNERS = "dev.polyphony.planners..";

    @ArchTest
    static final ArchRule theVocabularyKnowsTheJdkAlone = noClasses()
            .that()
            .resideInAnyPackage(API, ANNOTATIONS)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(API, ANNOTATIONS, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theCodecKnowsTheVocabularyAlone = noClasses()
            .that()
            .resideInAPackage(CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACADE, SERVER, ENGINE, STORE, TOOLS, PLANNERS);

    @ArchTest
    static final ArchRule theEngineKnowsNeitherToolsNorPlanners = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACADE, SERVER, STORE, CODEC, TOOLS, PLANNERS);

    @ArchTest
    static final ArchRule theStoreKnowsVocabularyAndCodec = noClasses()
            .that()
            .resideInAPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACADE, SERVER, ENGINE, TOOLS, PLANNERS);

    @ArchTest
    static final ArchRule noToolKnowsAPlanner = noClasses()
            .that()
            .resideInAPackage(TOOLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACADE, SERVER, ENGINE, STORE, PLANNERS);

    @ArchTest
    static final ArchRule noPlannerKnowsATool = noClasses()
            .that()
            .resideInAPackage(PLANNERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACADE, SERVER, ENGINE, STORE, TOOLS);

    @ArchTest
    static final ArchRule nobodyKnowsTheServer = noClasses()
            .that()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER);

    @ArchTest
    static final ArchRule quarkusAndVertxStayInTheServer = noClasses()
            .that()
            .resideOutsideOfPackages(SERVER, "dev.polyphony.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "io.smallrye..");

    @ArchTest
    static final ArchRule langChain4jStaysWithPlannersAndTheirModels = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.polyphony.planners.llm..", "dev.polyphony.tools.langchain4j..", "dev.polyphony.tools.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");

    @ArchTest
    static final ArchRule djlStaysWithLocalModels = noClasses()
            .that()
            .resideOutsideOfPackages("dev.polyphony.tools.local..", "dev.polyphony.tools.anytoany..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule okHttpStaysWithRemoteTools = noClasses()
            .that()
            .resideOutsideOfPackage("dev.polyphony.tools.remote..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("okhttp3..");

    @ArchTest
    static final ArchRule mcpSdkStaysWithMcpTools = noClasses()
            .that()
            .resideOutsideOfPackage("dev.polyphony.tools.mcp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.modelcontextprotocol..", "reactor..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.polyphony.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineTouchesLogConfigurationAndStandardOutput = noClasses()
            .that()
            .resideOutsideOfPackage("dev.polyphony.agent.server.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
