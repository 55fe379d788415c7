const onAddress = () => {
  if (!readAddress()) return;
  showFindings();
  if (location.hash.length > 1 && !state.finding) byId("findings").scrollIntoView();
};

makeFilters();
makeTheme();
readAddress();
showFindings();
showModels();
showMap();
addEventListener("hashchange", onAddress);
addEventListener("popstate", onAddress);
addEventListener("beforeprint", preparePrint);
document.addEventListener("keydown", onKey);
if (location.hash.length > 1 && location.hash.includes("=") && !state.finding) byId("findings").scrollIntoView();
