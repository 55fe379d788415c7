const onAddress = () => {
  if (!readAddress()) return;
  showFindings();
  if (location.hash.length > 1 && !state.finding) byId("findings").scrollIntoView();
};

makeFilters();
makeTheme();
readAddress();
showFindings();
if (DATA.suppressed.length) showSuppressed();
showModels();
if (DATA.trainings.length) showTrainings();
showMap();
addEventListener("hashchange", onAddress);
addEventListener("popstate", onAddress);
addEventListener("beforeprint", preparePrint);
document.addEventListener("keydown", onKey);
if (location.hash.length > 1 && location.hash.includes("=") && !state.finding) byId("findings").scrollIntoView();
