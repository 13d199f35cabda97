plugins {
    application
}

repositories {
    mavenLocal()
    mavenCentral()
}

dependencies {
    implementation("io.katsuo:katsuo-core:0.1.0-SNAPSHOT")
}

java {
    toolchain.languageVersion = JavaLanguageVersion.of(25)
}

application {
    mainModule = "example"
    mainClass = "example.First"
}
